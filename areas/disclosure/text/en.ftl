# Disclosure: requests for public documents, masking, and what was given out
area-disclosure = Disclosure
menu-disclosure-requests = Requests for documents
menu-disclosure-answer = Answer
disclosure-answer-why = Has whoever asked got the copy? The request is answered now with the outcome: { $outcome }. If something else is right, change the request on its own page.
disclosure-answer-do = The copy is handed over: mark as answered
disclosure-not-ready = The request cannot be answered from here yet. Decide on all details and make a copy first.
disclosure-reason-answered = Answered.
menu-disclosure-copies = Disclosure log

## Request
disclosure-request = request for public documents
    .help = Somebody wants to see a public document. Whoever asks need not say who they are or why.
disclosure-request-plural = requests for public documents
disclosure-request-new = Take a request
disclosure-request-group-covers = What does it cover?
disclosure-request-group-asker = Who gets the answer?
disclosure-request-group-who = Who examines it?
disclosure-request-group-answer = Answer
disclosure-request-title = Title
    .help = What the request is about, in few words. Do not write who asks.
disclosure-request-state = State
disclosure-request-state-is-received = Received
disclosure-request-state-is-examined = Being examined
disclosure-request-state-is-answered = Answered
disclosure-request-state-is-decision-requested = Decision asked for
disclosure-request-state-is-decided = Decided
disclosure-request-state-is-appealed = Appealed
disclosure-request-state-is-closed = Closed
disclosure-request-move-examine = Begin to examine
disclosure-request-move-answer = Mark as answered
disclosure-request-move-ask-decision = A decision has been asked for
disclosure-request-move-decide = The decision is taken
disclosure-request-move-appeal = The decision is appealed
disclosure-request-move-close = Close
disclosure-request-move-reopen = Open again
disclosure-request-asked = Request
    .help = What is asked for, in the words of whoever asks. Do not ask why.
disclosure-request-received = Received
disclosure-request-way = Came by
disclosure-request-covers = Records
    .help = The records that the request covers.
disclosure-request-covers-of = Requested in
disclosure-request-compilation = Compilation
    .help = The address of a list, for example /measure?state=in-progress. All records that you see in the list are covered.
disclosure-request-as_of = As of
    .help = Leave empty for today.
disclosure-request-requester = Asked by
    .help = Optional; whoever asks need not say who they are. Write only what is needed to give the answer.
disclosure-request-contact = Answer goes to
    .help = Address, e-mail or phone, if the answer is to be sent.
disclosure-request-owner = Officer
disclosure-request-owner-of = Requests for public documents
disclosure-request-unit = Unit
    .help = The one that keeps the documents.
disclosure-request-unit-of = Requests for public documents
disclosure-request-answered = Answered
disclosure-request-outcome = Outcome
disclosure-request-outcome-is-whole = Disclosed in whole
disclosure-request-outcome-is-part = Disclosed in part
disclosure-request-outcome-is-refused = Not disclosed
disclosure-request-outcome-is-not-held = Not held here
disclosure-request-decision = Decision
    .help = The formal decision to refuse, where somebody has asked for one.
disclosure-request-decision-of = Requests for public documents
disclosure-request-court = Court of appeal
    .help = Where the decision can be appealed.
disclosure-request-note = Note

## Detail
disclosure-detail = examined detail
    .help = What was decided of a detail in a request. Each detail is examined by itself, never the document as a whole.
disclosure-detail-plural = examined details
disclosure-detail-new = New examined detail
disclosure-detail-about = About
disclosure-detail-request = Request
disclosure-detail-request-of = Examined details
disclosure-detail-record = Record
disclosure-detail-record-of = Examined for disclosure
disclosure-detail-field = Field
disclosure-detail-person = Person
disclosure-detail-person-of = Examined for disclosure
disclosure-detail-sort = Why it is examined
disclosure-detail-sort-is-marked = Marked as secret
disclosure-detail-sort-is-own = Own assessment
disclosure-detail-sort-is-file = Attached file
disclosure-detail-sort-is-name = Name
disclosure-detail-ruling = Decision
disclosure-detail-ruling-is-mask = Mask
disclosure-detail-ruling-is-disclose = Disclose
disclosure-detail-ruling-is-function = Function in place of the name
disclosure-detail-ruling-is-replace = Masked copy in its place
disclosure-detail-replaced = Masked copy
disclosure-detail-ground = Ground
disclosure-detail-reason = Reason
disclosure-detail-unit = Unit
disclosure-detail-unit-of = Examined details

## Copy
disclosure-copy = copy given out
    .help = What was given out, when, by whom and how long it took.
disclosure-copy-plural = disclosure log
disclosure-copy-new = New copy
disclosure-copy-group-files = Files
disclosure-copy-group-contents = Contents
disclosure-copy-about = About
disclosure-copy-request = Request
disclosure-copy-request-of = Copies
disclosure-copy-made = Made
disclosure-copy-by = By
disclosure-copy-by-of = Copies given out
disclosure-copy-hours = Hours from the request
disclosure-copy-masked = Masked details
disclosure-copy-shows = Shows the state of
disclosure-copy-pdf = PDF
disclosure-copy-word = Word
disclosure-copy-sheet = Excel
disclosure-copy-data = JSON
disclosure-copy-original = Unmasked version
disclosure-copy-attachments = Attached files
disclosure-copy-attachments-file = File
disclosure-copy-attachments-masked = Masked copy
disclosure-copy-contents = Records
disclosure-copy-contents-record = Record
disclosure-copy-contents-record-of = Given out in
disclosure-copy-contents-revision = Revision
disclosure-copy-unit = Unit
disclosure-copy-unit-of = Copies given out
disclosure-copy-note = Note

## The workbench
disclosure-work = Examine and disclose
disclosure-work-why = Here you see each detail that may have to be masked, decide on it and make copies.
disclosure-work-open = Open the examination
disclosure-work-lead = Decide on each detail by itself. What is not secret is to be given out at once.
disclosure-waits = Has waited for { $hours ->
    [one] an hour
   *[other] { $hours } hours
 }
disclosure-waits-days = Has waited for { $days } days
disclosure-took = Took { $hours ->
    [one] an hour
   *[other] { $hours } hours
 }
disclosure-took-days = Took { $days } days
disclosure-kept-nothing = Nothing has been saved or made.
disclosure-asked = What is asked for
disclosure-covers = { $n ->
    [one] One record
   *[other] { $n } records
 } as of { $at }.
disclosure-compilation = Compilation:
disclosure-details = Details to decide on
disclosure-details-why = Each detail that a mark withholds, each attached file and each name. The proposal stands beside it; attached files you must open and judge yourself.
disclosure-no-details = Nothing that is covered is marked as secret, nothing has attached files, and nobody is named.
disclosure-read-why = You may read what is withheld. The reading is noted with the request as its purpose.
disclosure-read = Read what is withheld
disclosure-not-cleared = You may not read what the mark withholds, so you can only mask the detail. If it is to be disclosed, somebody who may read it has to decide.
disclosure-only-masked = { $record }: { $n } details that you can only mask, { $left } remain
disclosure-undecided = Not decided
disclosure-proposed-function = Proposal: write the function, if that is enough for whoever asks. Names are public unless a provision says otherwise.
disclosure-ground-and-reason = Ground and reason
disclosure-keep = Save the decisions
disclosure-as-proposed = { $n ->
    [one] Decide the one that remains as proposed
   *[other] Decide the { $n } that remain as proposed
 }
disclosure-preview = What the copy looks like
disclosure-preview-why = What is masked is not in the copy: not in its text, its properties or any earlier version. Tick what is to be masked besides.
disclosure-mask-more = Mask what is ticked
disclosure-mask-more-why = An open detail can be secret all the same. Say which provision applies and why.
disclosure-mask-chosen = Mask
disclosure-make = Make copies
disclosure-make-why = PDF, Word, Excel and JSON with the same content.
disclosure-make-do = Make copies
disclosure-original-kept = The unmasked version is kept too, sealed for those who may read all of it.
disclosure-original-not = You may not read all of it, so no unmasked version is kept. The records' revisions and the instant are, so that somebody who may read all of it can make it.
disclosure-lacks-records = Say which records the request covers. Until then there is nothing to copy.
disclosure-lacks-list = Parts of the compilation's address cannot be understood: { $parts }. Mend the address.
disclosure-lacks-room = The request covers more than { $most } records. Divide it.
disclosure-lacks-decisions = { $n ->
    [one] One detail remains to be decided.
   *[other] { $n } details remain to be decided.
 }
disclosure-copies-made = Copies
disclosure-files = Files
disclosure-refusal = Decision to refuse
disclosure-refusal-why = Whoever does not get all of it is told that a decision can be asked for. It gives reasons and says how to appeal.
disclosure-refusal-pdf = Decision as PDF
disclosure-refusal-word = Decision as Word
disclosure-no-part = Tick at least one detail to mask.
disclosure-purpose = Examination of request { $request }
disclosure-reason-decided = Decided on details.
disclosure-reason-own = Masked by own assessment.
disclosure-reason-replaced = Masked copy of an attached file.
disclosure-reason-copies = Copies made.
disclosure-hidden-reason = Concerns a record that is not to be seen.
disclosure-sealed-reason = Holds details that are marked as secret or masked in what was given out.

## What is given out
disclosure-masked = [masked: { $ground }]
disclosure-file = Attachment, not part of the copy
disclosure-file-given = Attached file { $n }, comes as a file of its own
disclosure-file-masked = Attached file { $n }, a masked copy that comes as a file of its own { $sign }
disclosure-file-name = attached file { $n }
disclosure-file-name-masked = attached file, masked copy
disclosure-file-open = Open the file
disclosure-file-marked = A file that a secrecy mark hides cannot be given out whole. Hand in a masked copy, mask it, or try whether the mark should be lifted.
disclosure-replace = Masked copy of an attached file
disclosure-replace-why = If something in a file is to be masked, make a masked copy as PDF and hand it in here. Remove what is secret before you save; a black box on top is not enough. Check the file's properties too, such as title and author.
disclosure-replace-which = Attached file
disclosure-replace-do = Hand in the masked copy
disclosure-no-copy = Choose which attached file the copy is of and which file it is.
disclosure-unfit-form = The masked copy must be a PDF. Other formats may still hold what was changed. Print or export it to PDF and hand that in.
disclosure-unfit-earlier = The file holds an earlier version of itself, so what was masked may still be there. Print it to a new PDF and hand that in.
disclosure-unfit-same = The file is the attached file itself, with nothing masked. Hand in the masked copy, or choose to give the file out whole.
disclosure-unfit-covered = All text of the attached file can still be read from the file: the secret part is only covered. Remove the text and save it as a new PDF.
disclosure-file-copy = copy
disclosure-file-refusal = decision
disclosure-doc-copy = Copy of a public document
disclosure-doc-original = Unmasked version
disclosure-doc-request = Request
disclosure-doc-received = Received
disclosure-doc-shows = As of
disclosure-doc-all = No detail is masked.
disclosure-doc-part = { $n ->
    [one] One detail is masked.
   *[other] { $n } details are masked.
 } The provision stands where the detail would have stood. You can ask for a decision that can be appealed.
disclosure-doc-kind = Kind
disclosure-doc-number = Number
disclosure-doc-field = Detail
disclosure-doc-content = Content
disclosure-doc-refusal = Decision not to disclose
disclosure-doc-diary = Diary number
disclosure-doc-draft = Draft
disclosure-doc-draft-why = The decision has not been taken. Do not send this.
disclosure-doc-asked = The request
disclosure-doc-asked-on = The request came on { $date } and says:
disclosure-doc-decision = Decision and reasons
disclosure-doc-nothing = No detail is withheld.
disclosure-doc-decided = These details are not disclosed:
disclosure-doc-withheld = Details that are not disclosed
disclosure-doc-detail = Detail
disclosure-doc-ground = Provision
disclosure-doc-reason = Reason
disclosure-doc-name-of = A name
disclosure-doc-by = The decision was taken by: { $who }.
disclosure-doc-appeal = How to appeal
disclosure-doc-court = the Administrative Court of Appeal
disclosure-doc-appeal-to = The decision can be appealed to { $court }.
disclosure-doc-appeal-write = Write to { $court }.
disclosure-doc-appeal-say = Say which decision you appeal, its diary number, what you want changed and why.
disclosure-doc-appeal-send = Send the letter to { $organisation }, not to the court.
disclosure-doc-appeal-time = It must have come here within { $weeks } weeks from the day on which you were told of the decision.
disclosure-doc-appeal-forward = If we do not change the decision as you wish, we pass the letter on to the court.
disclosure-doc-made = Made { $at }.

## Min sida
duty-disclosure = Answer the request: { $title }
duty-disclosure-why = { $hours ->
    [one] Somebody has waited for an hour.
   *[other] Somebody has waited for { $hours } hours.
 } Public documents are given out at once or as soon as possible.

## What rules say
finding-sec-07-future = A request cannot have come in the future. Say when it came.
finding-sec-07-answered-future = The answer cannot have been given in the future. Say when it was given.
finding-sec-07-answered-early = The answer cannot have been given before the request. Mend one of the times.
finding-sec-07-unanswered = Say when the request was answered and what came of it.
finding-sec-07-uncovered = Say which records or which list the answer is about.
finding-sec-07-list = Write the address of a list in this program, for example /measure?state=in-progress.
finding-sec-07-undecided = Link the decision to refuse. If there is none yet, make it among the decisions.
finding-sec-07-not-taken = The decision has not been taken yet. Take it first.
finding-sec-07-other-subject = The decision is about something else. Choose one on the subject Disclosure of public documents.
finding-sec-07-not-whole = At least one detail is masked. Choose "Disclosed in part", or disclose the detail.
finding-sec-07-no-ground = The outcome says that something was not disclosed, but no detail is masked. Decide which and on what ground.
finding-sec-07-waiting = The request has waited for { $hours } hours. The goal is { $target }. Give out now what is not secret.
finding-sec-07-slow = The answer took { $hours } hours. The goal is { $target }.
finding-sec-07-ground = What is masked must have a provision in law. Give the ground, or disclose the detail.
finding-sec-07-reason = Say why the ground applies just here. Write nothing that is itself secret.
finding-sec-07-function = A function can only stand for a name. Mask the detail or disclose it.
finding-sec-07-replaced = A masked copy stands in the place of a file, and only there. Hand in the copy, or decide otherwise.
finding-inc-09-request = One of the records must not be seen by others. Mark the request first so that it is not seen either, then add the record.
