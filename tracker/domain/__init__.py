"""What a negotiation is: dataclasses, closed vocabularies, EDTF dates, the phase rule. Imports nothing of ours."""
