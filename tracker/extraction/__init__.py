"""An `Article` becomes a `Record`: rules on a spaCy pipeline, with lexicons as data. No SQL, no screen."""
