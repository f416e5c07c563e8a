"""The officers' work in the story: register, interview before, interview after."""

from __future__ import annotations

from datetime import date, timedelta

from ftd_desktop.cli.demo import answers
from ftd_desktop.cli.demo.people import CLOSED, LOST, Person, people
from ftd_desktop.cli.demo.world import World, key_in
from ftd_desktop.i18n import tr
from ftd_desktop.programme.participants import PROFILE, SURVEY
from ftd_desktop.programme.rounds import BASELINE, ENDLINE

REGISTERED = date(2022, 8, 2)
ENDED = date(2022, 10, 4)
#: Minutes at the desk: one interview in the story is held in a hurry, for the quality board to find.
PROFILE_MINUTES, HURRIED_MINUTES, HURRIED = 14, 6, "Kuppusamy Ramasamy"


def register(world: World, officer: str) -> None:
    """The officer registers everyone of hers and holds the baseline interview."""
    mine = [person for person in people() if person.officer == officer]
    for number, person in enumerate(mine):
        world.clock.set(REGISTERED + timedelta(days=number))
        desk = world.desks[officer]
        record = desk.start(PROFILE)
        key_in(record, answers.profile(person), before_finishing=lambda: world.clock.pass_by(PROFILE_MINUTES))
        world.participants[person.name] = record.record_id
        _interview(world, officer, person, BASELINE)
    world.counts["participants"] = len(world.participants)
    world.tell(tr("{officer}: {n} peserta didaftar, {n} survei awal selesai (mesin isian yang sama dengan jendela).")
               .format(officer=officer.capitalize(), n=len(mine)))


def interview_again(world: World, officer: str) -> None:
    """The endline of everyone who can still be found."""
    mine = [person for person in people() if person.officer == officer and person.fate != LOST]
    for number, person in enumerate(mine):
        world.clock.set(ENDED + timedelta(days=number), 14)
        _interview(world, officer, person, ENDLINE)
    world.counts["endlines"] = world.counts.get("endlines", 0) + len(mine)
    world.tell(tr("{officer}: {n} survei akhir selesai, jawaban survei awal tampil di sampingnya.")
               .format(officer=officer.capitalize(), n=len(mine)))


def _interview(world: World, officer: str, person: Person, round_name: str) -> None:
    record = world.desks[officer].start(SURVEY, world.participants[person.name], round_name)
    assert round_name == BASELINE or record.previous is not None, "last round's answers must lie beside"
    key_in(record, answers.survey(person, round_name, world.clock().date()),
           before_finishing=lambda: world.clock.pass_by(minutes(person, round_name)))


def minutes(person: Person, round_name: str) -> int:
    """How long an interview lasts: 19 to 41 minutes, less where the firm is closed and little is asked."""
    if round_name != BASELINE and person.name == HURRIED:
        return HURRIED_MINUTES
    asked = 19 + (7 * person.number + 5 * (round_name != BASELINE)) % 23
    return asked // 2 if round_name != BASELINE and person.fate == CLOSED else asked
