#!/bin/sh
# Ends a process group when the program that started it is gone, however it went: standard input is a pipe that only that program holds.
# A line on it says that all is well. Its end without a line means a crash.
#
# Descriptors 3 and 4 are what the group writes to. After a crash somebody has to go on reading, or Terraform dies of its next
# line of output instead of writing its state and releasing its lock.
#
# usage: guard.sh <process group> <seconds between the polite and the final signal>
group=$1
grace=$2

if read -r _; then exit 0; fi

# drain DESCRIPTOR: reads it to its end. Both are sockets that do not block, as the program has made them: where there is nothing to read at the
# moment `cat` fails, and only at the end it does not.
drain() {
  while kill -s 0 "$$" 2>/dev/null && ! cat <&"$1" >/dev/null 2>&1; do sleep 1; done
}

drain 3 &
drain 4 &
kill -s INT -- "-$group" 2>/dev/null || exit 0
# The group leader decides when it is done; whatever it leaves behind goes with it.
while [ "$grace" -gt 0 ] && kill -s 0 "$group" 2>/dev/null; do
  sleep 1
  grace=$((grace - 1))
done
kill -s KILL -- "-$group" 2>/dev/null
exit 0
