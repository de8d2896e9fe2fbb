# Compliance: pages, documents, chapters and duties.

## Menu
menu-compliance = Compliance
menu-assessments = Assessments
menu-compliance-documents = Compliance by document
menu-compliance-requirements = Controls by requirement
menu-controls = Controls
menu-control-checks = Checks
menu-internal-control = Internal control
menu-indicators = Key figures
menu-external-reviewers = External reviewers

## All pages
compliance-all = All
compliance-show = Show
compliance-part = { $n } of { $total } are shown.
compliance-part-all = Show all
grade-unjudged = Not assessed
control-never = Not checked

## An assessment
assessment-tab-record = About it
assessment-tab-requirements = Requirement by requirement
assessment-tab-gap = GAP
assessment-tab-statement = Applicability
assessment-lead = { $framework } for { $scope }. Choose a requirement to assess it.
assessment-told = { $percent } of what has been assessed and applies is met. { $judged } of { $total } requirements have been assessed.
assessment-share = met
assessment-share-must = met of what must be
assessment-bar = How the requirements stand
assessment-count = Number
assessment-mine = My requirements
assessment-shown = { $n ->
    [one] One requirement is shown.
   *[other] { $n } requirements are shown.
 }
assessment-column-requirement = Requirement
assessment-column-priority = Priority
assessment-column-grade = Compliance
assessment-column-shown = Shown by
assessment-column-measures = Measures
assessment-column-owner = Responsible
assessment-empty = The assessment has not been begun
assessment-empty-do = { $n ->
    [one] The framework has one requirement. Begin, and it is laid out here.
   *[other] The framework has { $n } requirements. Begin, and they are laid out here to be assessed one at a time.
 }
assessment-begin = { $n ->
    [one] Begin with one requirement
   *[other] Begin with { $n } requirements
 }
assessment-begin-reason = The assessment was begun.
assessment-new-told = { $n ->
    [one] The framework has got one requirement that is not here.
   *[other] The framework has got { $n } requirements that are not here.
 }
assessment-add = Add them
assessment-hidden = An assessed requirement is hidden from you and may be one of them. Ask somebody who sees it to add them.
assessment-lost = { $n ->
    [one] One assessed requirement is no longer in the framework. It is not counted, but stays.
   *[other] { $n } assessed requirements are no longer in the framework. They are not counted, but stay.
 }
assessment-lost-which = Which
assessment-panel = Compliance
assessment-panel-empty = The requirements have not been laid out yet.

## An answer
answering-now = Assess
answering-asked = The requirement
answering-questions = The framework's questions
answering-count = Work it out of the answers
answering-open = { $n ->
    [one] One question is not answered. The grade is worked out when all are.
   *[other] { $n } questions are not answered. The grade is worked out when all are.
 }
answering-come-to = The answers give:
answering-say-nothing = The answers say nothing of the grade. Choose it yourself.
answering-points = Points: { $score }.
answering-points-of = Points: { $score } on the scale { $least }–{ $most }.
answering-guidance = Guidance
answering-typical = What usually shows it
answering-controls = Controls that show it
answering-together = Together the controls speak for:
answering-newest = Newest result
answering-way = How
answering-direct = directly
answering-evidence = Evidence and documents
answering-elsewhere = { $n ->
    [one] One similar requirement in other assessments
   *[other] { $n } similar requirements in other assessments
 }
answering-no-grade = Not assessed
answering-no-priority = No priority
answering-proposed = by the controls
answering-computed = worked out of the answers
answering-save = Save
answering-save-next = Save and go to the next
answering-more = Evidence, measures and who answers
answering-wrong = It could not be saved. Nothing was changed.
answering-changed = Somebody else has changed the requirement while you wrote. Your text is still here: read it through and save again.

## What something counts for
counts-here = Where it counts
counts-title = Where { $title } counts
counts-lead = Here you see which requirements change, before anything is changed. What is mapped counts in other frameworks too.
counts-none = No requirement to count for
counts-none-do = Tie it to requirements of a framework, or begin an assessment.
counts-told = { $n ->
    [one] It can be added to one requirement where it does not stand yet.
   *[other] It can be added to { $n } requirements where it does not stand yet.
 }
counts-others = What is about other parts of the organisation, and not yours to answer for, is not chosen from the start.
counts-caption = Requirements that it concerns
counts-choose = Take
counts-requirement = Requirement
counts-now = Now
counts-then = Speaks for
counts-there = there already
counts-same = no change
counts-grades = Also set the grade that it speaks for
counts-take = Add those chosen
counts-reason = Counts by { $title }.

## Statement and GAP
statement-title = Statement of applicability
statement-lead = Which requirements apply here, why, and what shows that they are met.
statement-empty-do = Begin the assessment under Requirement by requirement.
statement-requirement = Requirement
statement-reference = Reference
statement-applies = Applies
statement-why = Why
statement-shown = Shown by
statement-files = As a file
statement-excel = Excel, with all columns
statement-oscal = OSCAL assessment results (JSON)
gaps-title = GAP list
gaps-lead = What lacks: how it is, what is needed and what is done. What must be met comes first.
gaps-none = Nothing lacks
gaps-none-do = Once a requirement is partly met or not met, it comes here.
gaps-many = requirements lack something
gaps-without = have no measure
gaps-action = Action
gaps-no-action = No measure
gaps-new-measure = Make a measure
gaps-excel = Excel
gaps-oscal = OSCAL plan of action and milestones (JSON)

## The picture
picture-title = Compliance
picture-lead = How frameworks are complied with in the parts of the organisation. Choose a cell to see requirement by requirement.
picture-chart = Frameworks and parts
picture-table = Assessments
picture-scope = About
picture-framework = Framework
picture-gaps = Lacks something
picture-judged = Assessed
picture-told-gaps = requirements lack something
picture-told-unjudged = requirements are not judged
picture-empty = There is no assessment
picture-empty-do = Choose a framework and a part of the organisation, and make an assessment.
picture-told = { $n ->
    [one] One assessment.
   *[other] { $n } assessments.
 } { $low ->
    [0] None has low compliance.
   *[other] { $low } have low compliance.
 }
picture-shade-high = High
picture-shade-some = Some
picture-shade-low = Low
picture-shade-unsure = Too little assessed
picture-files = Report to the region's management

## By document and by requirement
by-document-title = Compliance by governing document
by-document-lead = How each document is followed: follow-ups, controls and the requirements that it answers to.
by-document-none = No governing documents
by-document-none-do = Enter the documents first.
by-document-known = documents have a result
by-document-deviating = deviate somewhere
by-document-unknown = documents that nobody has followed up
by-document-check = Follow-up
by-document-when = When
by-document-controls = Controls
by-document-never = Not followed up
followed-title = How the document is followed
followed-told = { $n ->
    [one] One requirement answers to the document: { $percent } met.
   *[other] { $n } requirements answer to the document: { $percent } met.
 }
by-requirement-title = Controls by requirement
by-requirement-lead = Which requirements are controlled, directly or by mapping, and what the controls show.
by-requirement-none = There is no framework
by-requirement-none-do = Read in a framework first.
by-requirement-told = { $n } of { $total } requirements have a control, { $checked } have a result.
by-requirement-controls = Controls
by-requirement-result = Show
by-requirement-uncontrolled = No control
by-requirement-controlled = requirements have a control
by-requirement-checked = requirements have a result
by-requirement-without = requirements have no control
by-requirement-new = New control
by-requirement-by = by

## Controls
catalogue-controls = Control catalogue
catalogue-controls-lead = Controls that information security and IT security own together, what is due first at the top.
catalogue-controls-none = No controls
catalogue-controls-none-do = Begin with controls of the requirements of the cybersecurity act.
catalogue-list = The whole list
catalogue-late = late
catalogue-coming = due soon
catalogue-deviating = deviate
catalogue-all = controls
catalogue-due = Next time
catalogue-level = Newest level
catalogue-owners = Responsible
catalogue-do = Do
catalogue-is-late = Late
catalogue-sign = Fill in and sign
catalogue-check = Plan a check
control-standing = How it stands
control-by-place = Place by place
check-title = Plan: { $title }
check-here = Plan
check-lead = Choose day and way. At a random check it is drawn by lot where it is made.
check-plan = Plan and fill in
check-places = { $n ->
    [one] At a random check one of these is drawn.
   *[other] At a random check { $n } of these are drawn.
 }
check-drawn = Drawn by lot among { $n } places with the number { $seed }.
sign-lead = Answer each point, choose a level and sign. What is signed is not changed.
sign-now = Sign
sign-later = Save and sign later
sign-no-role = Choose a role
sign-as = Signed by { $name } { $date }.
done-signed = The check is signed.

## Figures
indicator-tab-record = About it
indicator-tab-series = Trend
indicators-title = Key figures
indicators-lead = The newest value for the whole organisation, against the level that it is held to.
indicators-none = No key figures
indicators-none-do = Decide what is followed, where the figure is had from and who reports it.
indicators-enter = Report values
indicators-newest = Newest value
indicators-period = Period up to
indicators-trend = Trend
indicators-standing = Against the level
indicators-parts = { $n } of { $total } units
indicators-up = rising
indicators-down = falling
indicators-same = unchanged
indicators-files = To the planning system
indicators-planning = Date, unit, measure, column and value with the planning system's codes. Marked figures and texts never come along.
indicators-planning-file = Values as a file (CSV)
indicators-planning-name = key figures
standing-reached = Reaches the level
standing-below = Short of the level
standing-alarming = Alarm level
standing-none = No level
standing-unreported = No value
series-none = No values yet
series-none-do = Once somebody has reported a value its trend is shown here.
series-told = { $title } for { $unit }, period by period.
series-table = Values by unit, { $unit }
enter-title = Report values
enter-lead = The key figures that you answer for, for the period that ended last. What you leave empty is not counted.
enter-none = You answer for no key figure
enter-none-do = Who answers for a key figure reports its values here.
enter-period = Period up to { $date }. Had from: { $source }.
enter-save = Report the values

## Documents
internal-control-files = As a file
internal-control-plan-document = Internal control plan
internal-control-report = Report of internal control
internal-control-plan-lead = This is controlled during the year. The result is reported after its end.
internal-control-told = { $n } control points, { $done } with a result, { $deviating } with a deviating level.
internal-control-open = Not controlled
internal-control-outcome = Outcome by control point
internal-control-draft = Not finished
internal-control-draft-note = The report has not been given to the board yet.
points-title = Results: { $title }
points-here = Results
points-lead = Write what each control point gave and whether its level deviates. What the controls have found during the period stands beside. Changes can be made until the plan is reported.
points-fill = Fill in results
points-unfound = Not checked during the period
points-proposed = according to the control
points-save = Save the results
points-more = Measures and other facts
points-changed = Someone else has changed the plan while you wrote. Your text is still here: read it through and save again.
compliance-report-title = Compliance report
compliance-report-lead = How the management system for information security is complied with: frameworks, governing documents, controls and key figures.
compliance-report-frameworks = Frameworks
compliance-report-documents = Governing documents
compliance-report-documents-told = { $n } of { $total } documents have a result.
compliance-report-controls = Controls
compliance-report-figures = Key figures
compliance-report-told-assessments = { $n ->
    [one] One assessment.
   *[other] { $n } assessments.
 }
compliance-report-told-gaps = { $n ->
    [one] One requirement lacks something.
   *[other] { $n } requirements lack something.
 }
compliance-report-told-late = { $n ->
    [one] One control is late.
   *[other] { $n } controls are late.
 }
compliance-report-told-deviating = { $n ->
    [one] One control deviates.
   *[other] { $n } controls deviate.
 }
compliance-report-told-unknown = { $n ->
    [one] One governing document has not been followed up.
   *[other] { $n } governing documents have not been followed up.
 }
oscal-result = Assessment of compliance.
oscal-plan = Assessment plan
oscal-plan-none = No plan of its own; the assessment goes requirement by requirement.
oscal-need-none = The need has not been described.

## Chapters
chapter-compliance = Compliance
chapter-controls = Controls and internal control
chapter-indicators = Key figures
compliance-told-gaps = Requirements that lack something
compliance-told-unjudged = Requirements that are not assessed
compliance-told-late = Late controls
compliance-told-checks = Checks signed in the period
compliance-told-deviating = Checks that deviate
compliance-told-points = Control points with a deviating level
compliance-told-wanting = Controls that deviate or are late
compliance-told-reached = Key figures that reach their level
compliance-told-below = Key figures short of their level
compliance-told-alarming = Key figures at alarm level
compliance-told-followed = Key figures that are followed

## Duties
duty-requirements = { $n ->
    [one] Assess one requirement: { $title }
   *[other] Assess { $n } requirements: { $title }
 }
duty-requirements-why = You answer for them, and they have not been assessed yet.
duty-assessment-begin = Begin the assessment: { $title }
duty-assessment-begin-why = You answer for it. One press lays out the requirements.
duty-assessment-settle = Settle the assessment: { $title }
duty-assessment-settle-why = It is due soon. What has not been assessed must be assessed first.
duty-check-sign = Make and sign: { $title }
duty-check-sign-why = The check is planned, and you make it.
duty-control-due = Plan a check: { $title }
duty-control-due-why = It is time for it again, by how often it is to be made.
duty-figures = { $n ->
    [one] Report values of one key figure
   *[other] Report values of { $n } key figures
 }
duty-figures-why = The period has ended, and management follows the figures.
duty-internal-control-plan = Finish: { $title }
duty-internal-control-plan-why = The board is to decide on the plan before the year begins.
duty-internal-control-report = Report: { $title }
duty-internal-control-report-why = Each control point is to have a result and a level.
duty-review = Prepare a review: { $title }
duty-review-why = The external reviewer comes soon.
