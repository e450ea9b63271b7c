"""The plain input elements as HTML, without a template for each.

A template per element, and per attribute list, and per option, was a tenth of the time of a page with a form. Each
writer gives exactly what the template of its name gives; tests/core/test_invoerweergave.py holds them to it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widgetcontext = Mapping[str, Any]  # what Widget.get_context puts under "widget"


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Widgetcontext) -> str:
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(value)}"'
    return (
        f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"{shown}'
        f"{_attributes(widget['attrs'])}>"
    )


def _textarea(widget: Widgetcontext) -> str:
    name, text = conditional_escape(widget["name"]), conditional_escape(widget["value"] or "")
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(widget: Widgetcontext) -> str:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _place in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        parts += [f"\n  {_option(option)}" for option in options]
        if group:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>"])


def _option(option: Widgetcontext) -> str:
    value, label = conditional_escape(option["value"]), conditional_escape(option["label"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _chips(widget: Widgetcontext) -> str:
    small = " kt-chips--klein" if widget.get("klein") else ""
    return f'<div class="kt-chips{small}">{_labelled(widget)}</div>'


def _lines(widget: Widgetcontext) -> str:
    return f'<div class="kt-lijstkeuze">{_labelled(widget)}</div>'


def _labelled(widget: Widgetcontext) -> str:
    """Every choice as an input inside its label."""
    choices = [choice for _group, choices, _place in widget["optgroups"] for choice in choices]
    return "".join(
        f"<label{_for(choice)}>{_input(choice)}<span>{conditional_escape(choice['label'])}</span></label>"
        for choice in choices
    )


def _for(choice: Widgetcontext) -> str:
    own = choice["attrs"].get("id")
    return f' for="{conditional_escape(own)}"' if own else ""


_SOORTEN = ("checkbox", "date", "email", "hidden", "input", "number", "password", "text", "time", "url")
_SCHRIJVERS: dict[str, Callable[[Widgetcontext], str]] = {
    **{f"django/forms/widgets/{soort}.html": _input for soort in _SOORTEN},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "core/widgets/chips.html": _chips,
    "core/widgets/lijstkeuze.html": _lines,
}


def write_widget(template_name: str, widget: Widgetcontext) -> SafeString | None:
    """The element that this template would give; None for a template that has no writer here."""
    writer = _SCHRIJVERS.get(template_name)
    return None if writer is None else mark_safe(writer(widget))
