"""The expression language of forms: XPath 1.0 with the functions of ODK XForms.

    compiled = compile_expression("/data/age >= 17 and selected(../jk, 'p')", {})
    compiled.boolean(Scope(node, env))

`parse(text) -> Expr` gives the tree (dataclasses with places in the text).
`compile_expression(text, namespaces={}) -> Compiled`, both raise `XPathError`. A `Compiled` has
  `.text .ast`
  `.references: tuple[Reference, ...]` every path it reads, `.functions: frozenset[str]` every function it calls
  `.value(scope) -> str | float | bool | Moment | list[Node]`
  `.boolean(scope) .number(scope) .string(scope) .nodes(scope)`
  `.answer(scope) -> str` the text to store in a node: numbers as our rules write them, NaN and invalid dates as "".

`Reference(base, steps, exact)`: `base` is "/" (main document), "." (the context node), or "instance:<name>";
`steps` are names, "..", "*", "@name", "//" without predicates, e.g. base "/" steps ("data", "plot", "area"), or base
"." steps ("..", "area"). Paths inside a predicate stand as references of their own, with the steps of the path around
them before theirs; `current()/../x` has base ".". `exact` is False where an axis other than child, parent, self and
attribute was used and the reference must be taken as "anything".
"""

from ftd_desktop.forms.xpath.compiled import Compiled, compile_expression
from ftd_desktop.forms.xpath.environment import Environment
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.moments import Moment
from ftd_desktop.forms.xpath.parser import parse
from ftd_desktop.forms.xpath.plain import PlainEnvironment
from ftd_desktop.forms.xpath.references import Reference
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import Expr
from ftd_desktop.forms.xpath.values import Value

__all__ = ["Compiled", "Environment", "Expr", "Moment", "PlainEnvironment", "Reference", "Scope", "Value", "XPathError",
           "compile_expression", "parse"]
