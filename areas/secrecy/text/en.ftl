# Secrecy: marks and the log of readings
area-secrecy = Secrecy
menu-marks = Secrecy marks
menu-readings = Log of readings

mark = secrecy mark
    .help = Withholds content from those who do not need it, with the ground in law.
mark-plural = secrecy marks
mark-new = Mark as secret
mark-group-readers = Who may read?
mark-about = On the record
mark-of = Record
mark-of-of = Secrecy marks
mark-state = State
mark-state-is-active = In force
mark-state-is-lifted = Lifted
mark-move-lift = Lift the mark
mark-move-restore = Put the mark back in force
mark-fields = Withheld fields
    .help = Empty means the whole record.
mark-ground = Ground
    .help = The provision that applies. A mark without ground is void.
mark-reason = Reason
    .help = Why the ground applies just here. Write nothing that is itself secret.
mark-review = Review by
    .help = Secrecy does not last for ever. The date shows on the page of whoever answers for it.
mark-readers = Persons who may read
mark-readers-of = May read what is withheld here
mark-roles = Roles that may read
    .help = Whoever holds the role for the record's unit.
mark-roles-role = Role
mark-hidden = Hide even that the record exists
    .help = Only for cases about individuals, under suspicion for instance. Otherwise others should see that the record exists and how it goes.
mark-unit = Unit
mark-unit-of = Secrecy marks
mark-owner = Answers for the review
mark-owner-of = Marks to review

reading = reading
    .help = One time that somebody read what a mark withholds.
reading-plural = log of readings
reading-new = New reading
reading-about = Record read
reading-of = Record
reading-of-of = Read by
reading-person = Read by
reading-person-of = Readings
reading-purpose = Purpose
reading-fields = Fields shown
reading-unit = Unit
reading-unit-of = Readings

duty-mark = Review the secrecy mark on { $about }
duty-mark-why = Secrecy should last only as long as it is needed. Lift the mark or set a new date.

menu-sample = Sample of the readings
sample-title = Sample of the readings
sample-lead = Readings of secret content, drawn by chance. Ask the reader whether the purpose is right.
sample-from = From
sample-to = To
sample-count = Number
sample-draw = Draw
sample-draw-anew = Draw a sample
sample-at = When
sample-count-of = { $n } of { $of } readings in the period.

menu-references = Protective security references
protective-reference = protective security reference
    .help = Says that a matter of protective security is kept elsewhere and whom to ask. Never what it is about.
protective-reference-plural = protective security references
protective-reference-new = New protective security reference
protective-reference-diary_number = Diary number
    .help = The number where the document is kept. Write nothing about its content.
protective-reference-holder = Holder
    .help = Whoever keeps the document and can be asked.
protective-reference-holder-of = Protective security references
protective-reference-unit = Unit
protective-reference-unit-of = Protective security references
protective-reference-concerns = Concerns
    .help = Records here that it is about, if that may be known.
protective-reference-concerns-of = Protective security references
protective-reference-checked = Checked
finding-nis-05-holder = Say who keeps the document. Otherwise nobody knows whom to ask.
finding-nis-05-checked = The check cannot lie in the future. Give the day on which it was made.

menu-together = Sensitive together
together-title = Sensitive together
together-lead = Open records that are harmless one by one but may show together where protection is weak. Open the list, choose records and mark them as secret at once, or let them be if they can be read together.
together-none = Nothing piles up
    .do = The page warns when many open records are about the same thing.
together-about = About
together-what = Records
together-count = Open
together-why = Why
together-all = The whole organisation
duty-together = { $n ->
    [one] One pile of open records is sensitive together
   *[other] { $n } piles of open records are sensitive together
}
duty-together-why = One by one they are harmless. Together they may show where protection is weak. Decide which of them are to be marked as secret.
