"""Objects of plain data, whose fields are taken out one by one and checked."""

from judging.assignment.problem import Id
from judging.assignment.wrong import MOST, WrongProblem


class Item:
    """One object of the data: takes its fields out one by one, and complains about what is left over."""

    def __init__(self, data, place: str):
        if not isinstance(data, dict):
            raise WrongProblem(f"{place} must be an object")
        self.data, self.place = dict(data), place

    def fail(self, complaint: str):
        raise WrongProblem(f"{self.place}: {complaint}")

    def take(self, name: str, otherwise=None):
        return self.data.pop(name, otherwise)

    def identity(self, name: str = "id") -> Id:
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
            self.fail(f'"{name}" must be a number or a text')
        return value

    def number(self, name: str, otherwise: int | None) -> int | None:
        value = self.take(name, otherwise)
        if value is None and otherwise is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
            self.fail(f'"{name}" must be a whole number between 0 and {MOST}')
        return value

    def text(self, name: str) -> str:
        value = self.take(name, "")
        if not isinstance(value, str):
            self.fail(f'"{name}" must be a text')
        return value

    def texts(self, name: str, otherwise=()) -> tuple[str, ...]:
        value = self.take(name, list(otherwise))
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.fail(f'"{name}" must be a list of texts')
        return tuple(dict.fromkeys(value))

    def truth(self, name: str, otherwise: bool) -> bool:
        value = self.take(name, otherwise)
        if not isinstance(value, bool):
            self.fail(f'"{name}" must be true or false')
        return value

    def items(self, name: str) -> list["Item"]:
        value = self.take(name, [])
        if not isinstance(value, list):
            self.fail(f'"{name}" must be a list')
        return [Item(one, f"{name}[{number}]") for number, one in enumerate(value)]

    def end(self):
        if self.data:
            self.fail(f'"{min(self.data)}" is not known here')
