# The organisation: bodies and units, persons, roles and forums.

area-organisation = Organisation
menu-units = Units
menu-persons = Persons
menu-assignments = Roles
menu-forums = Forums

## Unit
unit = unit
    .help = A political body, an administration, a staff, an operative unit or an outside party.
    .start = Enter boards, administrations and units: roles, measures and audits belong to them.
unit-plural = units
unit-new = New unit
unit-group-time = Validity
unit-group-responsibility = Responsibility
unit-name = Name
unit-short = Short name
    .help = For example RS for the regional executive board.
unit-unit_type = Type
unit-parent = Part of
    .help = The body or unit that this one belongs to.
unit-parent-of = Units below
unit-period = Exists from and to
    .help = Leave the end empty as long as the unit exists. Never remove a unit that has closed: older records must show the organisation of their time.
unit-ended_because = Why it ended
    .help = The motive of the reorganisation. Needed when there is an end date.
unit-succeeded_by = Replaced by
unit-succeeded_by-of = Has replaced
unit-assignment = Assignment
    .help = What the unit is for, in a sentence or two.
unit-responsibilities = Responsibilities by regulation
unit-responsibilities-area = Area
unit-responsibilities-source = Regulation and paragraph

## Person
person = person
    .help = Someone who can hold a role, own a measure and sign in.
    .start = Enter those who are to own measures, hold roles or sign in.
person-plural = persons
person-new = New person
person-name = Name
    .help = What the person is called here.
person-email = E-mail
person-unit = Employed at
    .help = Roles may concern quite other parts of the organisation; they are kept under Roles.
person-unit-of = Persons
person-period = Here from and to

## Role assignment
assignment = role
    .help = Who holds a role, where, when and with how much of their time. Without a person the role is vacant.
    .start = Give people roles: the role decides what someone may do.
assignment-plural = roles
assignment-new = New role
assignment-group-time = Time
assignment-group-standing = Standing
assignment-title = Title
    .help = For example “Object owner, care information”.
assignment-role = Role
    .help = The role decides what its holder may do in Stadga.
assignment-person = Holder
    .help = Leave empty if the role is vacant.
assignment-person-of = Roles
assignment-unit = Holds for
assignment-unit-of = Roles
assignment-about = Concerns
    .help = If the role is about one thing only, for example a maintenance object.
assignment-about-of = Roles
assignment-group-scope = Scope
assignment-scope = For these units only
    .help = Leave empty if the role counts wherever it usually does. Otherwise it counts here and for the units below only.
assignment-scope-of = Roles that count here only
assignment-records = For these records only
    .help = For somebody who is let in to a single case, a supplier for instance: the numbers of the records that may be read.
assignment-records-of = Roles that count for this record only
assignment-area = Sub-area
    .help = The sub-area of information security that the role answers for.
assignment-period = From and to
assignment-share = Share of working time, per cent
assignment-acting = Acting
    .help = The holder keeps the role until someone is appointed. Decisions and answers say “acting”.
assignment-deputy_for = Deputy for
assignment-deputy_for-of = Deputies
assignment-note = Note

## Forum
forum = forum
    .help = A council, a steering group or another group that meets.
forum-plural = forums
forum-new = New forum
forum-group-meetings = Meetings
forum-name = Name
forum-forum_type = Type
forum-purpose = Purpose
forum-unit = Belongs to
    .help = The body that the forum belongs to and reports to.
forum-unit-of = Forums
forum-period = Exists from and to
forum-meeting_plan = Meeting plan
forum-members = Members
forum-members-part = Part
forum-members-part-is-chair = Chair
forum-members-part-is-member = Member
forum-members-part-is-deputy = Deputy
forum-members-part-is-secretary = Secretary
forum-members-part-is-co-opted = Co-opted
forum-members-role = Role
    .help = Give the role if the seat follows it, whoever holds it.
forum-members-person = Person
forum-members-person-of = Sits in forums

## What the rules say
finding-org-01-period = The end lies before the start. Correct the dates.
finding-org-02-motive = The unit has an end date but no motive. Write why it ended.
finding-org-02-parent = { $parent } no longer exists, but the unit lives on below it. Give another unit that it is part of, or an end date.
finding-org-02-unit = { $unit } no longer exists, but the role still holds there. Move the role to a unit that exists, or end it.
finding-org-12-period = The end lies before the start. Correct the dates.
finding-org-12-email = The e-mail address does not look right. Write it as name@organisation.se or leave the field empty.
finding-org-12-share = { $share } per cent cannot be a share of working time. Write a whole number from 1 to 100.
finding-org-13-vacant = The role is vacant. Give a holder or a deputy, or end the role if it is not needed.
finding-org-13-left = { $person } has left the organisation but still holds the role. Give another holder, or empty the field so that the vacancy is seen.
finding-org-18-period = The end lies before the start. Correct the dates.
finding-org-18-seat = The seat belongs neither to a role nor to a person. Choose at least one of them or remove the row.
finding-org-18-chair = The forum has no chair. Add who or which role leads it.
finding-org-25-nobody = The role is marked as acting but has no holder. Say who it is or take away the mark.
finding-org-27 = The unit's assignment is not in writing. Write in a sentence or two what it is for.
