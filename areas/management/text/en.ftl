# The management system: action plan, management review, yearly reports, the model and certification.

area-management = Management of information security
menu-management = Management review
menu-action-plan = Action plan
menu-reports = Yearly reports
menu-model = The model in force
menu-stances = Certification
menu-candidates = Candidates for the steering model

## Occasions
occasion-half-first = first half of { $year }
occasion-half-second = second half of { $year }
occasion-part = part { $part } of { $parts }, { $year }
occasion-first = first half
occasion-second = second half
occasion-of = part { $part } of { $parts }
occasion-plan = Plan { $occasion }
occasion-is-held = Held
occasion-is-late = Held late
occasion-is-prepared = Prepared
occasion-is-planned = Planned
occasion-is-open = Not planned
occasion-is-missed = Missed

## Level of management review
review-level = level of review
    .help = Leaders who regularly look through how the work goes in their part of the organisation, and how often.
review-level-plural = levels of review
review-level-new = New level
review-level-title = Name
review-level-unit = Unit
    .help = The review covers the unit and all below it.
review-level-unit-of = Management review
review-level-leadership = Leaders
    .help = The group or unit that holds the review.
review-level-leadership-of = Holds reviews
review-level-per_year = Times a year
    .help = 1, 2, 3, 4, 6 or 12. Commonly 2.
review-level-period = Valid
review-level-owner = Responsible
    .help = Sees to it that the review is held and has its material.
review-level-owner-of = Responsible for reviews
review-level-note = Note

## Management review
management-review = management review
    .help = Leaders look through how the work goes, decide and follow up. The material is made of what is kept here.
management-review-plural = management reviews
management-review-new = New review
management-review-group-when = When
management-review-group-who = Who
management-review-group-material = Material
management-review-group-outcome = What came of it
management-review-group-after = Afterwards
management-review-title = Title
management-review-state = State
management-review-state-is-planned = Planned
management-review-state-is-prepared = Prepared
management-review-state-is-held = Held
management-review-state-is-followed-up = Followed up
management-review-move-prepare = Mark as prepared
management-review-move-hold = Mark as held
management-review-move-follow-up = Follow up
management-review-move-rework = Take back
management-review-move-reopen = Open again
management-review-level = Level
management-review-level-of = Reviews
management-review-year = Year
management-review-part = Part of the year
    .help = 1 is the first: with two times a year, 1 is the first half and 2 the second.
management-review-planned = Planned day
management-review-held = Held
    .help = From then on the material is shown as it was on that day.
management-review-meeting = Meeting
management-review-meeting-of = Management review
management-review-unit = Unit
management-review-unit-of = Management reviews
management-review-owner = Responsible
    .help = Makes the material and sees to it that what is decided is done.
management-review-owner-of = Responsible for reviews
management-review-comments = On the items
    .help = What the figures do not say: what has changed around you, what others expect, what you have been told.
management-review-comments-item = Item
management-review-comments-text = Text
management-review-conclusion = Conclusion
    .help = What the leaders think of how things stand, in a few sentences.
management-review-outcomes = Decided
    .help = A row for each thing that was decided. Link the decision, the measure, or both.
management-review-outcomes-sort = Sort
management-review-outcomes-text = What was decided
management-review-outcomes-decision = Decision
management-review-outcomes-decision-of = Taken at a management review
management-review-outcomes-measure = Measure
management-review-outcomes-measure-of = Decided at a management review
management-review-followed = Followed up
management-review-follow_up = What became of it
review-title-of = Management review, { $level }, { $occasion }
outcome-state = State of the measure

## Yearly report
management-report = yearly report
    .help = A report or follow-up of a year. The figures are drawn from what is kept here; you write summary and proposals.
management-report-plural = yearly reports
management-report-new = New yearly report
management-report-group-content = Content
management-report-group-decision = Decision
management-report-group-who = Who
management-report-title = Title
management-report-state = State
management-report-state-is-draft = Draft
management-report-state-is-submitted = Handed in
management-report-state-is-decided = Decided
management-report-move-submit = Hand in
management-report-move-decide = Mark as decided
management-report-move-return = Take back to draft
management-report-report = Report
management-report-year = Year
management-report-counted_to = Counted to
    .help = The last day that the figures tell of. Empty means the last day of the year.
management-report-summary = Summary
    .help = What those who decide should know first.
management-report-outlook = Assessment and proposals
management-report-measures = Chosen measures
    .help = The measures that are chosen for the years to come. They are followed by progress and effect.
management-report-measures-of = Chosen in a yearly report
management-report-body = Decides
management-report-body-of = Decides on yearly reports
management-report-decision = Decision
management-report-decision-of = Yearly reports
management-report-unit = Unit
    .help = Empty means the whole organisation.
management-report-unit-of = Yearly reports
management-report-owner = Responsible
management-report-owner-of = Writes yearly reports

## Stance on certification
standard-stance = stance on certification
    .help = How you have chosen to stand to a standard. Not to be certified is a choice too.
standard-stance-plural = stances on certification
standard-stance-new = New stance
standard-stance-group-when = When
standard-stance-group-who = Who
standard-stance-title = Title
standard-stance-standard = Standard
standard-stance-stance = Stance
standard-stance-stance-is-followed = Followed, certification is no goal
standard-stance-stance-is-aiming = To be certified
standard-stance-stance-is-certified = Certified
standard-stance-stance-is-not-followed = Not followed
standard-stance-scope = Scope
standard-stance-motive = Motive
standard-stance-decision = Decision
standard-stance-decision-of = Stances on certification
standard-stance-since = From
standard-stance-look_again = Look again
standard-stance-valid_to = Certificate valid to
standard-stance-unit = Unit
standard-stance-unit-of = Stances on certification
standard-stance-owner = Responsible
standard-stance-owner-of = Responsible for stances

## Candidate for the steering model
steering-candidate = candidate for the steering model
    .help = An activity of information security that may be done better within the steering model for IT.
steering-candidate-plural = candidates for the steering model
steering-candidate-new = New candidate
steering-candidate-group-trial = Trial
steering-candidate-group-outcome = What came of it
steering-candidate-group-who = Who
steering-candidate-title = Activity
steering-candidate-state = State
steering-candidate-state-is-proposed = Proposed
steering-candidate-state-is-trying = Being tried
steering-candidate-state-is-moved = Moved
steering-candidate-state-is-kept = Stays
steering-candidate-move-try = Begin trying
steering-candidate-move-move = Move it
steering-candidate-move-keep = Let it stay
steering-candidate-move-try-again = Try again
steering-candidate-today = How it is done today
steering-candidate-gain = What is gained
steering-candidate-answers = Trial
    .help = A row for each question.
steering-candidate-answers-criterion = Question
steering-candidate-answers-answer = Answer
steering-candidate-answers-answer-is-yes = Yes
steering-candidate-answers-answer-is-partly = In part
steering-candidate-answers-answer-is-no = No
steering-candidate-answers-answer-is-unknown = Not known
steering-candidate-answers-note = Note
steering-candidate-conclusion = Conclusion
steering-candidate-decision = Decision
steering-candidate-decision-of = Candidates for the steering model
steering-candidate-object = Belongs to
    .help = The object or family where it is done when it has been moved.
steering-candidate-object-of = Moved here
steering-candidate-measure = Measure
steering-candidate-measure-of = Moves into the steering model
steering-candidate-moved = Moved
steering-candidate-unit = Unit
steering-candidate-unit-of = Candidates for the steering model
steering-candidate-owner = Responsible
steering-candidate-owner-of = Tries candidates

## Parts of the model
model-adoption = part of the model
    .help = How far a part of the reference model has come in a unit.
model-adoption-plural = parts of the model
model-adoption-new = New part of the model
model-adoption-title = Name
model-adoption-part = Part
model-adoption-standing = Standing
model-adoption-standing-is-in-force = In force
model-adoption-standing-is-partly = On its way
model-adoption-standing-is-not-begun = Not begun
model-adoption-standing-is-not-chosen = Left out
model-adoption-since = In force since
model-adoption-due = To be in force by
model-adoption-note = How one sees it, or why it is left out
model-adoption-measures = Measures
model-adoption-measures-of = Brings into force
model-adoption-unit = Unit
    .help = Empty means the whole organisation.
model-adoption-unit-of = Parts of the model
model-adoption-owner = Responsible
model-adoption-owner-of = Responsible for parts of the model

## How reviews stand
management-title = Management review
management-lead = Leaders on each level look through how the work goes, decide and follow up. Here one sees which reviews were held, planned and missed.
management-empty = No leaders hold a review yet
management-empty-why = Add a level for each group of leaders that is to look through the work. The material then makes itself.
management-held = held this year
management-coming = planned
management-missed = missed
management-levels = levels
management-table = Reviews by level
management-outcomes = Decided at reviews that are not followed up
management-unit = Unit
management-unit-all = The whole organisation
management-show = Show
management-documents = As documents
levels-common = Common levels
levels-common-why = Commonly { $levels } levels hold a review { $times } times a year: { $all } occasions. Choose a unit to add it as a level.

## The material
material-title = Material: { $review }
material-here = Material
material-frozen = As it was on { $date }, when the review was held.
material-live = As it is now. When the review has been held the material is frozen.
time-beside = As of { $date }, compared with { $since }
time-alone = As of { $date }. What came and went is counted from { $since }
material-write = Write on the items
material-document = Material for the review
material-file = material
material-figures = { $chapter } in figures
loose-title = What leads nowhere yet
loose-why = Each thing that was decided is to become a measure or a decision. Make it a measure here, or prepare a decision and link it.
loose-measure = Make it a measure
loose-decision = Prepare a decision
loose-reason = Decided at a management review.
material-nothing = Nothing is kept here to show of this. Write a text of your own if there is something to say.
material-open = Open the material
material-summary-title = What matters most, in short
material-summary-chapter = Area
review-earlier-title = The last review
review-earlier-of = { $review }, held on { $date }.
review-earlier-left = Measures still to be done
review-earlier-done = Measures that are done
review-earlier-decided = Things that were decided

## The action plan
action-plan-title = Action plan for information security
action-plan-lead = Goals, what is done to reach them, who sees to it, when it is to be done and how it goes.
action-plan-empty = No goals hold right now
action-plan-empty-why = Enter the goals of the decided plan. Then link measures to the goals, and the plan is seen here.
action-plan-open-goal = Open the goal
action-plan-idle = Nothing is done for the goal
action-plan-loose = Prioritised measures without a goal
action-plan-loose-why = They are to be carried out but lead to none of the goals. Link them to a goal in the field Cause.
action-plan-what = What is done
action-plan-sort = Type
action-plan-goal = Goal
action-plan-goal-to = Holds until
action-plan-owner = Responsible
action-plan-due = Due
action-plan-state = State
action-plan-late = late
action-plan-file = action plan

## The reports
reports-title = Yearly reports
reports-lead = Reports and follow-ups to those who lead, for each year and unit. Each figure leads to what was counted.
reports-report = Report
reports-receiver = To
reports-none = None written
reports-due = Due { $date }
reports-live = Show { $year }
reports-elsewhere = Reports that are made elsewhere
yearly-title = { $report } { $year }
yearly-year = Year
yearly-record = Open the report's page
yearly-write = Write the report
yearly-open = Show the report
yearly-unchosen = No measures are chosen yet. Write the report and choose them there.
yearly-progress = Progress
yearly-measured = Last measured

## The model
adopted-title = The model in force
adopted-lead = The model is taken into use part by part. Mark what is in force; the rest is seen as what is left.
adopted-part = Part
adopted-change = Change
adopted-progress = { $there } of { $all } parts are in force
adopted-set-in-force = Mark as in force
adopted-set-partly = Mark as on its way
adopted-reason = Marked in the model.

## Behind a figure
behind-lead = { $count } are counted. Counted since { $since }.
behind-lead-quarter = { $count } are counted, in the quarter { $quarter }.
behind-none = Nothing is counted.
behind-came = Came in

## Chapters to those who lead
chapter-action-plan = The action plan
chapter-action-plan-goals = Goals that hold
chapter-action-plan-late = Late
chapter-action-plan-done = Done
chapter-action-plan-on-way = On its way
chapter-action-plan-vague = Without owner or day
chapter-action-plan-idle = Goals for which nothing is done
chapter-action-plan-loose = Prioritised measures without a goal
chapter-action-plan-rows = What is done for the goals
chapter-measures = Measures
chapter-measures-overdue = Overdue measures
chapter-measures-open = Open measures
chapter-measures-came = New in the time
chapter-measures-ended = Ended in the time
chapter-measures-lacking = Prioritised that lack owner, money, decision or time
chapter-measures-silent = Not reported for three months
chapter-measures-unfunded = Without all their money
chapter-measures-unfunded-sum = Money that lacks
chapter-measures-unfunded-rows = What lacks most money
chapter-measures-unknown = Cost not known
chapter-measures-unseen = Of some measures the cost is withheld. They are not counted in the money.
chapter-improvements = Deviations and improvements
chapter-improvements-watched = Watched by the board
chapter-improvements-deviations = Open deviations and shortcomings
chapter-improvements-open = All that is open
chapter-improvements-found = Found in the time
chapter-improvements-dismissed = Left as they are
chapter-improvements-watched-rows = What the board watches
chapter-decisions = Decisions and mandates
chapter-decisions-again = Postponed, to be looked at again now
chapter-decisions-postponed = Postponed mandates and measures
chapter-decisions-late = Late mandates
chapter-decisions-open = Mandates under way
chapter-decisions-not-done = Mandates not carried out
chapter-decisions-weighed = Decisions in the time in which reasons were weighed
chapter-decisions-agreed = Solutions between interests at odds
chapter-decisions-postponed-rows = What is postponed
chapter-documents = Governing documents
chapter-documents-expired = Expired
chapter-documents-undated = Undated
chapter-documents-unknown = Not known when they hold
chapter-documents-coming = Coming
chapter-documents-valid = Valid
chapter-documents-rows = What has expired
chapter-reviews = Management reviews
chapter-reviews-missed = Missed in the time
chapter-reviews-held = Held in the time
chapter-reviews-left = Measures from reviews still to be done
chapter-reviews-rows = The latest occasions
chapter-reviews-level = Level
chapter-reviews-occasion = Occasion
chapter-reviews-standing = Standing
chapter-reviews-review = Review
chapter-reviews-occasions = Occasions
chapter-model = The model in force
chapter-model-percent = In force of what is chosen
chapter-model-chart = Parts of the model
chapter-model-chart-alt = How many parts of the model are in force, on their way, not begun and left out. The numbers stand in the table.
chapter-model-parts = Number of parts
chapter-stances = Certification
chapter-stances-again = Stances to look at again
chapter-stances-rows = What we have chosen

## What waits for you
duty-review-level-plan = Plan the management review: { $title }
duty-review-level-plan-why = The half-year is soon over and no day is set. It is enough to choose a day; the material makes itself.
duty-review-level-missed = The management review was not held: { $title }
duty-review-level-missed-why = The last review was missed. Hold it afterwards, or see to it that the next takes place.
duty-management-review-prepare = Finish the material: { $title }
duty-management-review-prepare-why = The figures are there already. Read them, write what they do not say, and mark the review as prepared.
duty-management-review-read = Read the material: { $title }
duty-management-review-read-why = You lead the review. The material shows what has changed since last time.
duty-management-review-hold = Enter how it went: { $title }
duty-management-review-hold-why = The day has passed. Mark the review as held with what was decided, or set a new day.
duty-management-review-follow-up = Follow up what was decided: { $title }
duty-management-review-follow-up-why = Some time has passed. See whether it is done and what it gave.
duty-management-report-write = Finish writing: { $title }
duty-management-report-write-why = The report is soon due. The figures are ready; summary and proposals are yours to write.
duty-standard-stance-look = Look again: { $title }
duty-standard-stance-look-why = It is time to see whether the choice is still right.

## What the rules say
finding-ism-02-parts = The year cannot be parted like that. Write 1, 2, 3, 4, 6 or 12 times.
finding-ism-02-order = The time ends before it begins. Mend the dates.
finding-ism-02-leadership = No leaders are chosen. Choose the group that holds the review.
finding-ism-02-owner = Nobody is responsible. Choose who sees to it that the review is held.
finding-ism-02-undated = No day is set. Choose a day within the half-year.
finding-ism-02-late = Should have been held on { $date }. Mark it as held, or set a new day.
finding-ism-02-held = Write on which day the review was held.
finding-ism-02-future = That day has not been yet. Write the day that it was.
finding-ism-02-nothing = Nothing is decided. Write what the leaders came to, also if you go on as you do.
finding-ism-02-loose = { $count ->
    [one] One thing that was decided leads to no decision or measure. Link it.
   *[other] { $count } things that were decided lead to no decision or measure. Link them.
 }
finding-ism-02-followed = Write when it was followed up.
finding-ism-02-result = Write what became of what was decided.
finding-ism-03-unsaid = { $count ->
    [one] One of the items has no text. Write something, if only that nothing has happened.
   *[other] { $count } of the items have no text. Write something, if only that nothing has happened.
 }
finding-ism-03-rewritten = The review has been held, and on this. It cannot be written anew; write what is new in the conclusion.
finding-ism-04-missed = { $count ->
    [one] One review was missed: that between { $from } and { $to }. Hold it afterwards, or plan the next.
   *[other] { $count } reviews were missed, the latest between { $from } and { $to }. Hold it afterwards, or plan the next.
 }
finding-ism-04-twice = There are two reviews for part { $part } of { $year }. Move one of them to its part of the year.
finding-ism-04-part = The year is not parted like that. Write a year, and a part between 1 and { $parts }.
finding-ism-04-outside = The day lies outside { $from } – { $to }. Choose a day within it, or another part of the year.
finding-ism-04-unit = The unit is another than the level's. Choose the level's unit.
finding-ism-14-year = The last day lies in another year than the report. Mend the day or the year.
finding-ism-14-summary = The summary is missing. Write what those who decide should know first.
finding-ism-14-body = Nobody who decides is chosen. Choose to whom the report is handed in.
finding-ism-15-measures = No measures are chosen. Choose those that are to be carried out in the years to come.
finding-ism-15-undecided = The decision is missing. Link the decision, or take the report back.
finding-ism-15-no-yes = The decision is not taken or was no yes. Link the decision that adopts the report.
finding-ism-15-other-body = Somebody else than the chosen body has decided. Mend who decides, or link the right decision.
finding-ism-15-rewritten = The report is decided and cannot be written anew. Write a new one for the next year.
finding-ism-20-motive = The motive is missing. Write why you have chosen so.
finding-ism-20-decision = No decision is linked. Link it, and the choice is seen to be deliberate.
finding-ism-20-look = Was to be looked at again on { $date }. See whether the choice is right, and set a new day.
finding-ism-20-undated = The certificate has no end. Write to when it is valid.
finding-ism-20-expired = The certificate expired on { $date }. Renew it or change the stance.
finding-ism-21-conclusion = The conclusion is missing. Write what the trial came to.
finding-ism-21-where = Nothing shows where it is done now. Link the object, the family or the decision.
finding-ism-21-moved = Write when it was moved.
finding-ism-21-future = That day has not been yet. Write the day when it was moved.
finding-ism-21-unanswered = { $count ->
    [one] One of the questions has no answer. Answer it before the activity is moved.
   *[other] { $count } of the questions have no answer. Answer them before the activity is moved.
 }
finding-ism-23-since = Write since when it is in force.
finding-ism-23-future = That day has not been yet. Write the day when it was taken into use, or let it be on its way.
finding-ism-23-motive = Write why the part is left out.
finding-ism-23-late = Should have been in force on { $date }. Mark it as in force, or set a new day.
