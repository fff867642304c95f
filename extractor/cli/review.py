"""Commands about the review page: review, and who may log in to it."""

from __future__ import annotations

import webbrowser
from dataclasses import replace
from typing import Annotated

import typer

from extractor.account import account_name
from extractor.cli.app import app, session_of
from extractor.cli.printing import print_note, print_table

user_app = typer.Typer(help="Say who may log in to a review page that other computers can reach.", no_args_is_help=True)
app.add_typer(user_app, name="user")


@app.command()
def review(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Where to listen; beyond this computer only with logins.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes a free one.")] = None,
    blind: Annotated[bool, typer.Option("--blind", help="Hide each suggestion until the item is decided.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Open the page on which a person decides."""
    from extractor.review.app import serve
    from extractor.store.repository import open_store

    settings = session_of(context).settings
    given = settings.review
    given = replace(
        given,
        host=given.host if host is None else host,
        port=given.port if port is None else port,
        blind=blind or given.blind,
    )
    settings = replace(settings, review=given)
    with open_store(settings) as store:
        serve(settings, store, lambda link, warning: _announce(link, warning, browser=browser))


def _announce(link: str, warning: str, *, browser: bool) -> None:
    """Say where the page is; on stdout, so that a script can read the link."""
    if warning:
        print_note(f"Warning: {warning}")
    print_note("Review page (Ctrl+C ends it):")
    typer.echo(link)
    if browser:
        webbrowser.open(link)


@user_app.command("add")
def add_user(context: typer.Context, name: Annotated[str, typer.Argument(help="Name to log in with.")]) -> None:
    """Let a person log in; asks for a password twice."""
    from extractor.review.sessions import password_to_hash
    from extractor.store.repository import open_store

    password = typer.prompt("Password (12 letters or more)", hide_input=True, confirmation_prompt=True, err=True)
    password_hash = password_to_hash(password)
    with open_store(session_of(context).settings) as store:
        store.users.add(name, password_hash, account_name())
    print_note(f"{name} can log in from the next start of extractor review.")


@user_app.command("remove")
def remove_user(context: typer.Context, name: Annotated[str, typer.Argument(help="Name to remove.")]) -> None:
    """Let a person no longer log in; what they decided stays."""
    from extractor.store.repository import open_store

    with open_store(session_of(context).settings, create=False) as store:
        store.users.remove(name, account_name())
    print_note(f"{name} can no longer log in; restart a running extractor review to end a session of theirs.")


@user_app.command("list")
def list_users(context: typer.Context) -> None:
    """Print who may log in."""
    from extractor.store.repository import open_store

    with open_store(session_of(context).settings, create=False) as store:
        users = store.users.all()
    rows = ((user.name, f"{user.created_at:%Y-%m-%d %H:%M}") for user in users)
    print_table("Users", ("name", "since (UTC)"), rows)
