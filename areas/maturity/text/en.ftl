# Maturity: rounds of measurement, the administrations' assessments, the choice of areas and the work with them.

area-maturity = Maturity
menu-maturity = Maturity
menu-maturity-work = Chosen areas
menu-maturity-needed = Must be introduced
menu-maturity-rounds = Rounds of measurement
menu-maturity-choices = Choices of areas
chapter-maturity = Maturity

## Round
maturity-round = round of measurement
    .help = A measurement of how well the rules are followed and with what effect, by one model and within a time.
maturity-round-plural = rounds of measurement
maturity-round-new = New round of measurement
maturity-round-group-who = Who
maturity-round-title = Title
maturity-round-state = State
maturity-round-state-is-planned = Planned
maturity-round-state-is-open = Open
maturity-round-state-is-closed = Closed, the results are frozen
maturity-round-move-open = Open
maturity-round-move-close = Close and freeze
maturity-round-year = Year
    .help = The year that the measurement tells of.
maturity-round-model = Model
    .help = What is asked and how answers count.
maturity-round-units = Administrations that are measured
    .help = A short survey can go to units instead.
maturity-round-units-of = Measured in
maturity-round-period = Time to answer
maturity-round-purpose = Purpose
    .help = Shown to those who answer.
maturity-round-guidelines = Guidelines that are asked about
    .help = Shown to those who answer, area by area.
maturity-round-guidelines-area = Area
maturity-round-guidelines-document = Document
maturity-round-guidelines-document-of = Compliance is measured in
maturity-round-conclusion = Conclusion
    .help = What the results say. Say also why answers are missing, if any are.
maturity-round-unit = Unit
maturity-round-unit-of = Measures maturity
maturity-round-owner = Leads the measurement
maturity-round-owner-of = Leads rounds of measurement

## Assessment
maturity-assessment = maturity assessment
    .help = What one administration answers in a round.
maturity-assessment-plural = maturity assessments
maturity-assessment-new = New maturity assessment
maturity-assessment-group-result = Results
maturity-assessment-group-answers = Answers
maturity-assessment-group-needed = Must be introduced
maturity-assessment-title = Title
maturity-assessment-state = State
maturity-assessment-state-is-waiting = Not begun
maturity-assessment-state-is-ongoing = Begun
maturity-assessment-state-is-submitted = Handed in
maturity-assessment-move-submit = Hand in
maturity-assessment-move-begin = Begin
maturity-assessment-move-reopen = Open again
maturity-assessment-round = Round
maturity-assessment-round-of = Assessments
maturity-assessment-unit = Administration
maturity-assessment-unit-of = Maturity assessments
maturity-assessment-model = Model
    .help = The same as the round's.
maturity-assessment-owner = Answers
    .help = Usually the administration's coordinator.
maturity-assessment-owner-of = Answers maturity assessments
maturity-assessment-due = Answer by
maturity-assessment-level = Level
maturity-assessment-results = Level by area
maturity-assessment-results-area = Area
maturity-assessment-results-level = Level
maturity-assessment-answers = Answers
maturity-assessment-answers-area = Area
maturity-assessment-answers-statement = Sentence
maturity-assessment-answers-level = Level
maturity-assessment-answers-evidence = What shows it?
    .help = One sentence: minutes, a figure, a check.
maturity-assessment-answers-effect = What has it led to?
    .help = One sentence on what has become better.
maturity-assessment-causes = Why rules are not followed
maturity-assessment-causes-area = Area
maturity-assessment-causes-cause = Reason
maturity-assessment-needed = Must be introduced
maturity-assessment-needed-area = Area
maturity-assessment-needed-what = What
maturity-assessment-needed-measure = Measure
maturity-assessment-needed-measure-of = Must be introduced by a maturity assessment
maturity-assessment-comment = Comment

## Choice of areas
maturity-choice = choice of areas
    .help = The areas that the region works with jointly, chosen by the measurement.
maturity-choice-plural = choices of areas
maturity-choice-new = New choice of areas
maturity-choice-group-areas = Areas
maturity-choice-group-chosen = The choice
maturity-choice-group-work = The work
maturity-choice-group-who = Who
maturity-choice-title = Title
maturity-choice-state = State
maturity-choice-state-is-proposed = Proposed
maturity-choice-state-is-chosen = Chosen
maturity-choice-state-is-closed = Closed
maturity-choice-move-choose = Choose
maturity-choice-move-close = Close
maturity-choice-year = Year
    .help = The year that the work begins.
maturity-choice-round = Round
    .help = The measurement that the choice goes by.
maturity-choice-round-of = Choices of areas
maturity-choice-ranking = The measurement's order
maturity-choice-ranking-area = Area
maturity-choice-ranking-level = Level
maturity-choice-ranking-proposed = Proposed
maturity-choice-areas = Chosen areas
maturity-choice-areas-area = Area
maturity-choice-areas-reason = Reason for the choice
maturity-choice-body = Chosen in
    .help = For example the information security council.
maturity-choice-body-of = Chose areas
maturity-choice-date = Date
maturity-choice-participants = Took part
maturity-choice-participants-of = Took part in choices of areas
maturity-choice-decision = Decision
    .help = The decision that confirms the choice.
maturity-choice-decision-of = Confirms choices of areas
maturity-choice-work = Joint measures
maturity-choice-work-area = Area
maturity-choice-work-measure = Measure
maturity-choice-work-measure-of = Joint measure of a chosen area
maturity-choice-conclusion = Conclusion
    .help = What the work gave.
maturity-choice-unit = Unit
maturity-choice-unit-of = Choices of areas
maturity-choice-owner = Responsible
maturity-choice-owner-of = Answers for chosen areas

## Answering
answer-now = Answer
answer-lead = Take one area at a time. What you answer is kept, so you can go on another day. Left: about { $minutes } minutes. Answer by { $due }.
answer-lead-open = Take one area at a time. What you answer is kept, so you can go on another day. Left: about { $minutes } minutes.
answer-guidelines = The rules that it is about
answer-all-areas = The questions
answer-page = { $number } of { $all }
answer-page-lead = Choose the level that fits best today, not the one that you want to reach. Skip what you do not know.
answer-whole = Done
answer-none = Not answered
answer-left = { $n ->
    [one] 1 question left
   *[other] { $n } questions left
 }
answer-level = Level so far
answer-next = This would raise the level
answer-why = If the rules are not followed: what is the most common reason?
answer-why-help = The answer shows what helps. Skip it if the rules are followed.
answer-why-none = No reason chosen
answer-needed = What must be introduced?
answer-needed-help = One line for each thing. It goes on the list of what must be introduced and can become a measure.
answer-save-on = Save and go on
answer-save-rest = Save and do the rest later
answer-send = Hand in
answer-ready = Everything is answered. When you hand it in, the answers count in the results.
answer-go-on = Go on answering
answer-submit = Hand in the assessment
answer-submit-reason = The assessment has been handed in.
answer-overtaken = Someone else has answered the same page since you opened it. What you wrote still stands below and is not saved. This is what the other answered. Change what is needed and save again: then what stands in the form holds.
answer-crowded = Many are answering at the same moment. What you wrote still stands below and is not saved. Save again in a moment.

## Results
maturity-title = Maturity
maturity-lead = How well the rules are followed and with what effect, administration by administration and year by year.
maturity-empty = There is no measurement yet
    .do = Make a round of measurement, choose a model and administrations and hand it out. The results show here when somebody has handed in.
maturity-show = Show
maturity-all = All together
maturity-area = Area
maturity-low = Low
maturity-middle = Between
maturity-high = High
maturity-tile-level = level of at most { $highest }
maturity-tile-change = Change since the last measurement
maturity-tile-answered = have handed in
maturity-preliminary = The measurement goes on. The results are preliminary: only what has been handed in counts.
maturity-model-unsure = The model's questions and levels are its own and not verified against any other source. Compare year with year and administration with administration, but not with other organisations.
maturity-radar = Level by area: { $who }
maturity-radar-description = One spoke for each area. The further out, the higher the level. One line for this measurement and one for the last.
maturity-lowest = The { $n } areas that are lowest
maturity-lowest-table = Level, and change since the last measurement
maturity-lowest-none = No area has a level yet.
maturity-tied = As low, but further down in the model's order: { $areas }.
maturity-chosen = Areas have been chosen:
maturity-choose = Choose areas
maturity-heat = Administrations and areas: { $round }
maturity-heat-description = A row for each administration, a column for each area. The box holds the level, and the sign shows whether it is low, between or high.
maturity-trend = Level year by year: all together and the administrations
maturity-trend-description = Lines for all together and for the administrations; where there are many, for those that are lowest now.
maturity-trend-none = There is only one measurement by this model, so there is no development to show.
maturity-years = Each administration, year by year
maturity-answered = Who has answered
maturity-answered-of = { $n } of { $all } have handed in.
maturity-not-asked = Not handed out
maturity-causes = Why rules are not followed
maturity-causes-count = Count
maturity-causes-helps = This usually helps
maturity-effects = What it has led to
maturity-effects-what = Effect
maturity-beside = The same areas by other models
maturity-beside-of = { $level } of { $highest }
maturity-see = See the results
maturity-see-unit = See the results beside the last measurement
maturity-levels = Levels
maturity-report = Maturity report
hand-out = Hand out to the administrations
hand-out-reason = The measurement has been handed out.

## Choosing
choose-title = Choose areas to work with
choose-lead = The measurement's { $n } lowest areas are chosen beforehand. If you choose another, say why. The choice is kept with its day and where it was made, and cannot be changed afterwards.
choose-this = Choose the area
choose-proposed = Among the lowest
choose-reason-help = The area is not among the lowest. Say why it is chosen even so.
choose-body-none = Choose a forum
choose-save = Save the choice
choose-reason = Areas chosen by the measurement.
choose-record = Prioritised areas { $year }
maturity-narrowed = Only what concerns the chosen units is shown.
maturity-narrowed-all = Show everything

## The work with chosen areas
work-title = The work with chosen areas
work-lead = Each chosen area with its joint measures: how far each administration has come and what it has given.
work-empty = No areas have been chosen yet
    .do = Close a measurement and choose areas on the page Maturity.
work-add = Add a joint measure
work-needed = Take from what must be introduced
work-see = See the work
work-level = Level when the area was chosen:
work-reason = Reason for the choice
work-none = The area has no measure yet
work-hidden = The area has measures that you may not read.
work-measures = Measures: { $area }
work-state = state
work-progress = progress
work-shares-of = Status by administration: { $area }
work-silent-progress = No new progress reported
work-silent-effect = No effect measured
work-stale-effect = No new effect measured
work-trend = Progress in per cent: { $area }
work-trend-description = How many per cent of each measure are done, report by report.
work-effects = Measured effect: { $area }

## Must be introduced
needed-title = What must be introduced
needed-lead = What the administrations say must be introduced to reach a higher level, and what has become of it.
needed-empty = Nothing on the list
    .do = The list is filled by what the administrations write when they answer the measurement and hand in.
needed-count = { $all } on the list, { $bare } have not become a measure.
needed-make = Make it a measure
needed-none = No measure
needed-reason = Must be introduced by the maturity measurement.

## The report
report-title = Maturity report: { $round }
report-file-name = maturity report
report-answered = Have handed in
report-level = Level of all together
report-open = Preliminary
report-silent = These have not handed in, and do not count:
report-levels = Levels
report-summary = Summary
report-short-level = Level of all together: { $level }.
report-short-lowest = Lowest: { $areas }.
report-short-chosen = Chosen areas: { $areas }.
report-short-needed = { $all } things must be introduced. { $bare } of them have not become measures.
report-choice = Chosen areas
report-choice-none = No areas have been chosen by this measurement yet.
report-chosen = Chosen in { $body } { $date }.
report-proposed = Among the lowest in the measurement.
report-needed-none = No administration has written anything that must be introduced.

## The chapter
chapter-maturity-level = Level of all together ({ $round })
chapter-maturity-low = Areas with a low level
chapter-maturity-needed = Things that must be introduced
chapter-maturity-bare = Things that must be introduced but have not become measures
chapter-maturity-answered = Have handed in ({ $round })
chapter-maturity-measures = Joint measures of chosen areas
chapter-maturity-silent = Joint measures without a new measured effect
chapter-maturity-idle = Chosen areas without a measure

## Own page
duty-maturity-answer = Answer the measurement: { $title }
duty-maturity-remind = Reminder – answer the measurement: { $title }
duty-maturity-late = Late – answer the measurement: { $title }
duty-maturity-answer-why = The answers show how well the rules are followed with you and which areas the region is to work with.
duty-maturity-go-on-why = You have begun. What you have answered is kept.
duty-maturity-nobody = Appoint someone to answer the measurement: { $unit }
duty-maturity-nobody-why = Nobody is appointed, so the administration is missing from the results.
duty-maturity-close = Close the measurement: { $title }
duty-maturity-close-why = All have answered or the time is over. When the measurement is closed its results are frozen and areas can be chosen.
duty-maturity-plan = Plan the maturity measurement { $year }
duty-maturity-open = Hand out the maturity measurement { $year }
duty-maturity-plan-why = Maturity is measured each year. Without it management does not know where it is lowest.
duty-maturity-choose = Choose areas by the measurement: { $title }
duty-maturity-choose-why = The measurement is closed. Choose the areas that the region is to work with, and say where it was chosen.
duty-maturity-effect = { $count ->
    [one] A joint measure does not tell of progress or effect: { $choice }
   *[other] { $count } joint measures do not tell of progress or effect: { $choice }
 }
duty-maturity-effect-why = Chosen areas are to be followed up often. Ask whoever is responsible to report.

## What the rules say
finding-ctl-06-period = The time to answer ends before it begins. Change one of the days.
finding-ctl-06-outdated = The model does not hold when the measurement begins. Choose another.
finding-ctl-06-unknown = There is no such model. Choose one from the list.
finding-ctl-06-units = The measurement has no administrations. Choose those that are to be measured.
finding-ctl-06-not-opened = The measurement should have begun { $date }. Hand it out, or change its time.
finding-ctl-06-not-closed = The time to answer ran out { $date }. Close the measurement, or give more time.
finding-ctl-06-not-asked = { $count ->
    [one] One administration has not got the questions.
   *[other] { $count } administrations have not got the questions.
 } Hand the measurement out to them.
finding-ctl-06-asked-twice = { $count ->
    [one] One administration has got the questions more than once.
   *[other] { $count } assessments are duplicates.
 } The results count them more than once: dispose of the one that is not to hold.
finding-ctl-06-unexplained = { $count ->
    [one] One administration has not handed in.
   *[other] { $count } administrations have not handed in.
 } Wait for the answers, or say in the conclusion why they are missing.
finding-ctl-06-frozen = The measurement is closed and its results are frozen. This cannot be changed.
finding-ctl-06-asked = The questions have been handed out. Make a new round for another model.
finding-ctl-06-other-model = The model is not the round's. Choose the round's model.
finding-ctl-06-early = The measurement has not been opened yet. Open it before it is answered.
finding-ctl-06-answer = The answer does not fit the model: wrong area, wrong level or the same sentence twice. Remove or mend the row.
finding-ctl-06-unanswered = { $count ->
    [one] One question is not answered.
   *[other] { $count } questions are not answered.
 } Answer them before you hand in.
finding-ctl-06-evidence = { $count ->
    [one] One high answer does not say what shows it.
   *[other] { $count } high answers do not say what shows them.
 } Write a sentence about it.
finding-ctl-06-needed = { $count ->
    [one] One area with a low level has nothing that must be introduced.
   *[other] { $count } areas with a low level have nothing that must be introduced.
 } Say what is needed.
finding-ctl-06-moved = The questions have been handed out to this administration in this round. Make another assessment instead.
finding-ctl-06-shut = The measurement is closed. No assessment can be added.
finding-ctl-06-nobody = Nobody is appointed to answer. Choose a person.
finding-ctl-06-late = Should have been handed in { $date }. Answer, or change the day and say why.
finding-ctl-07-strange = The area is not in the measurement's model. Choose one of its areas.
finding-ctl-07-twice = The area is on the list already. Remove one of the rows.
finding-ctl-07-astray = The measure belongs to an area that has not been chosen. Change the area, or remove the row.
finding-ctl-07-preliminary = The measurement is not closed, so the order may change. Close it before areas are chosen.
finding-ctl-07-areas = No area has been chosen. Choose at least one.
finding-ctl-07-where = It does not say where the choice was made. Choose a forum or body.
finding-ctl-07-when = It does not say when the choice was made. Give the day.
finding-ctl-07-future = The day has not come yet. Give the day when the choice was made.
finding-ctl-07-who = It does not say who took part. Add them.
finding-ctl-07-count = { $count } areas have been chosen, against { $wanted } as usual. Check that this is right.
finding-ctl-07-unranked = The measurement's order is missing, so it cannot be seen whether the lowest were chosen. Choose from the measurement's page.
finding-ctl-07-reason = The area was not among the lowest. Say why it was chosen.
finding-ctl-07-idle = { $count ->
    [one] One chosen area has no measure.
   *[other] { $count } chosen areas have no measure.
 } Add a joint measure.
finding-ctl-07-progress = { $count ->
    [one] One measure has not reported progress for long.
   *[other] { $count } measures have not reported progress for long.
 } Ask whoever is responsible to report.
finding-ctl-07-effect = { $count ->
    [one] One measure has no new measured effect.
   *[other] { $count } measures have no new measured effect.
 } Measure the effect and enter it.
finding-ctl-07-fixed = The choice has been made and cannot be changed. Write what is new in the conclusion, or make another choice.
finding-ctl-07-conclusion = The conclusion is missing. Say what the work gave before the choice is closed.
