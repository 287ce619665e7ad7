"""Step Functions: validation of definitions, versions of state machines."""

import json

from moto.core.responses import ActionResult
from moto.stepfunctions.responses import StepFunctionResponse

from .registry import gap


@gap(needed_by=("aws_sfn_state_machine",))
class DefinitionValidation(StepFunctionResponse):
    """moto does not implement ValidateStateMachineDefinition, with which the provider plans every state machine. Here a
    definition is valid when it is JSON whose states name each other.
    """

    def validate_state_machine_definition(self) -> ActionResult:
        problems = _problems_of(self._get_param("definition"))
        diagnostics = [{"severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED", "message": each} for each in problems]
        return ActionResult({"result": "FAIL" if problems else "OK", "diagnostics": diagnostics})


@gap(needed_by=("aws_sfn_state_machine",))
class Versions(StepFunctionResponse):
    """moto does not implement ListStateMachineVersions, which the provider calls each time that it reads a state machine.
    Here no version was ever published.
    """

    def list_state_machine_versions(self) -> ActionResult:
        self.stepfunction_backend.describe_state_machine(self._get_param("stateMachineArn"))
        return ActionResult({"stateMachineVersions": []})


def _problems_of(definition: str) -> list[str]:
    try:
        machine = json.loads(definition)
    except json.JSONDecodeError as error:
        return [f"The definition is no JSON: {error}"]
    states = machine.get("States", {})
    named = [machine.get("StartAt"), *(state["Next"] for state in states.values() if "Next" in state)]
    return [f"There is no state {name}" for name in named if name not in states]
