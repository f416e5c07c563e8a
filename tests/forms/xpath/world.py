"""A small made-up form for the tests of expressions, in Western Indonesia Time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xml_reader import parse_xml
from ftd_desktop.forms.xpath import PlainEnvironment, Scope, compile_expression

WIB = timezone(timedelta(hours=7))

FORM = """
<data id="uji" xmlns:orx="http://openrosa.org/xforms">
  <nama>Siti Aminah br. Ginting</nama><umur>34</umur><kosong/><pecahan>2.5</pecahan><huruf>abc</huruf>
  <lahir>1992-03-05</lahir><mulai>2026-11-24T09:42:36.120+07:00</mulai><jam>06:00:00.000+07:00</jam>
  <produk>kopi teh ulos</produk><nik>9471234567890123</nik>
  <lahan><luas>2</luas><tanam><jenis>padi</jenis></tanam><tanam><jenis>jagung</jenis></tanam></lahan>
  <lahan><luas>3</luas><tanam><jenis>kopi</jenis></tanam></lahan>
  <lahan><luas/><tanam><jenis>karet</jenis></tanam></lahan>
  <orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta>
</data>"""

DISTRICTS = """
<instance id="kec"><root>
  <item><name>a1</name><kab>a</kab><jiwa>10</jiwa></item>
  <item><name>a2</name><kab>a</kab><jiwa>20</jiwa></item>
  <item><name>b1</name><kab>b</kab><jiwa>030</jiwa></item>
  <item><name>umur</name><kab>34</kab><jiwa/></item>
</root></instance>"""


class World(PlainEnvironment):
    """The form above; its clock stands at 09:42:36.120 WIB on 24 November 2026, its dice always show the same."""

    def __init__(self, form: str = FORM, language: str = "id") -> None:
        super().__init__(parse_xml(form), {"kec": parse_xml(DISTRICTS).children[0]}, WIB, language)

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 9, 42, 36, 120_000, WIB)

    def random(self) -> float:
        return 0.25

    def itext(self, name: str) -> str:
        return {"halo": "Horas"}.get(name, "")

    def choice_label(self, value: str, question: str, node: Node) -> str:
        return f"{question}:{value}"

    def property(self, name: str) -> str:
        return {"deviceid": "ftd:1"}.get(name, "")

    def version(self) -> str:
        return "2026112401"


def scope(at: str = "/data", world: World | None = None) -> Scope:
    world = world or World()
    return Scope(compile_expression(at).nodes(Scope(world.root, world))[0], world)


def value(expression: str, at: str = "/data", world: World | None = None) -> Any:
    """The value of an expression; node sets as the list of their texts."""
    found = compile_expression(expression, {"orx": "http://openrosa.org/xforms"}).value(scope(at, world))
    return [node.string_value() for node in found] if isinstance(found, list) else found


def text(expression: str, at: str = "/data", world: World | None = None) -> str:
    return str(compile_expression(expression).string(scope(at, world)))
