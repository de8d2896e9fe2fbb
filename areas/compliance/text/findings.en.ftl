# Compliance: what the rules say.
finding-ctl-01-period = The period ends before it begins. Change one of the dates.
finding-ctl-01-late = Should have been settled by { $date }. Settle it, or change the day and say why.
finding-ctl-01-unanswered = { $n ->
    [one] One requirement has not been assessed. Assess it before you settle.
   *[other] { $n } requirements have not been assessed. Assess them before you settle.
 }
finding-ctl-01-settled = The assessment is settled and not changed. Open it again, or make a new one that goes on from it.
finding-ctl-01-reason = The requirement does not apply here. Say why.
finding-ctl-01-evidence = Nothing shows that the requirement is met. Tie a control, evidence or a governing document to it.
finding-ctl-01-ended = The evidence no longer holds. Put one that does in its place.
finding-ctl-02-lower = The requirement is of lower priority. Say why.
finding-ctl-02-must = The requirement must be met but has no motive. Write it here or in the assessment.
finding-ctl-03-action = The requirement must be met and has no measure. Tie one to it, or make one.
finding-ctl-03-target = The target was to be reached by { $date }. Assess the requirement anew, or change the day and say why.
finding-ctl-08-owners = The control is owned by information security and IT security together. Name the one that is missing.
finding-ctl-08-requirements = The control shows nothing. Name a requirement or a governing document.
finding-ctl-10-points = The plan has no control points. Add what is to be controlled.
finding-ctl-10-decision = Name the board's decision on the plan.
finding-ctl-10-late = The report was due on { $date }. Report, or change the day and say why.
finding-ctl-10-other = The board has decided what is controlled. The points can get results but not be exchanged.
finding-ctl-10-reported = The report has been given to the board and is not changed.
finding-ctl-10-result = “{ $what }” has no result or level. Fill it in.
finding-ctl-10-measure = “{ $what }” deviates without a measure. Tie one to it.
finding-ctl-11-owner = Nobody answers for the key figure. Name somebody.
finding-ctl-11-frequency = Say how often the key figure is followed.
finding-ctl-11-level = The key figure has no level to reach. Give one.
finding-ctl-11-alarm = The alarm level is to be worse than the level aimed at. Change one of them.
finding-ctl-11-number = “{ $text }” is no number. Write for example 97.4.
finding-ctl-11-future = The period has not ended yet. Choose one that has.
finding-ctl-11-based = Write how many: a whole number, not less than nothing.
finding-ctl-11-weight = The key figure is weighed together. Say on how many the value is based.
finding-ctl-14-late = The control was due on { $date }. Plan a check.
finding-ctl-14-check = The check was due on { $date }. Make and sign it, or cancel it.
finding-ctl-14-frequency = Say how often the control is made.
finding-ctl-14-signed = The check is signed and not changed. Measures and evidence can be added.
finding-ctl-14-role = Choose in what role you sign.
finding-ctl-14-day = Say when the check was signed.
finding-ctl-14-future = The signature cannot have a day that has not come.
finding-ctl-14-level = Say how far it deviates, also where nothing does.
finding-ctl-14-numbers = Write whole numbers. No more can deviate than were looked at.
finding-ctl-14-measure = The check deviates without a measure. Tie one to it.
finding-ctl-15-points = The control is made by a checklist but has none. Write what is to be checked.
finding-ctl-15-line = A point of the checklist has no answer. Answer all of them before you sign.
finding-ctl-16-passed = The review was to be on { $date }. Enter its result, or a new day.
finding-ctl-16-owner = Nobody answers to the reviewer. Name somebody.
finding-ctl-16-measure = The review of { $date } found a deviation without a measure. Tie one to it.
