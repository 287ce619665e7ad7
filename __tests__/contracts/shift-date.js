/** Preloaded by a program, makes it believe that it runs as many days from now as SHIFT_DAYS says. */
const RealDate = Date;
const shift = Number(process.env.SHIFT_DAYS) * 86_400_000;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + shift] : given));
  }

  static now() {
    return RealDate.now() + shift;
  }
};
