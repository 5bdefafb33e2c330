"""What the desk refuses, each as one sentence for the person; nothing was changed when one is raised."""


class Refused(Exception):  # noqa: N818 - reads as what happened
    """An action that cannot be done; its text is the reason."""


class InvalidField(Refused):
    """A value that cannot stand in a field.

    Attributes:
        field: the field's name, as in `domain.fields`.
        sentence: what is wrong and what may be written instead.
    """

    def __init__(self, field: str, sentence: str) -> None:
        """Keep the field beside the sentence."""
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
