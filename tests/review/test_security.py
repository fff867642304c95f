"""Who may ask: hosts, origins, tokens, sizes, and the headers on every answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from extractor.errors import PortTaken, UnsafeBinding, WeakPassword
from extractor.review.app import create_app, serve
from extractor.review.forms import safe_return
from extractor.review.hosts import host_names, is_known_host
from extractor.review.sessions import Logins, Sessions, password_to_hash
from tests.review.conftest import HOST, client_of

PATHS = ["/", "/queue", "/items/R1-1", "/reports/R1", "/plan", "/audit", "/start/none", "/static/page.css", "/nowhere"]


@pytest.fixture
def stranger(desk):
    """A client without a session."""
    return client_of(desk.client.app)


# --------------------------------------------------------------------------------------- start link


def test_a_start_link_works_once_and_leaves_the_address(desk):
    link = f"/start/{desk.sessions.new_link('sam')}"
    first, second = client_of(desk.client.app), client_of(desk.client.app)
    answer = first.get(link, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert first.get("/").status_code == 200
    assert second.get(link).status_code == 403
    assert second.get("/").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk):
    answer = client_of(desk.client.app).get(f"/start/{desk.sessions.new_link('sam')}", follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and cookie.startswith("extractor-8000=")


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith(("/start", "/static"))])
def test_nothing_is_shown_without_a_session(stranger, path):
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "Answering the call" not in answer.text


def test_nothing_is_written_without_a_session(stranger, desk):
    answer = stranger.post("/items/R1-1/decide", data={"do": "accept", "revision": 0, "csrf": desk.csrf})
    assert answer.status_code == 401
    assert not desk.store.decisions.all()


def test_a_second_link_is_given_only_to_who_is_there(desk):
    html = desk.post("/link")
    link = html.split('id="start-link"')[1].split('value="')[1].split('"')[0]
    other = client_of(desk.client.app)
    assert other.get(link.removeprefix(f"http://{HOST}")).status_code == 200


# ------------------------------------------------------------------------------------ host and origin


@pytest.mark.parametrize("host", ["evil.test", "evil.test:8000", "127.0.0.1.evil.test", "10.0.0.5:8000", "", "[::"])
def test_another_host_name_is_refused(desk, host):
    assert desk.client.get("/", headers={"host": host}).status_code == 400


def test_a_server_in_front_may_have_a_name_of_its_own(desk):
    named = replace(desk.settings, review=replace(desk.settings.review, names=("Review.Force.test",)))
    app = create_app(named, desk.store, desk.sessions, port=8000)
    with client_of(app, "review.force.test") as client:
        client.get(f"/start/{desk.sessions.new_link('pat')}")
        csrf = client.get("/").text.split('name="csrf" value="')[1].split('"')[0]
        answer = client.post("/items/R1-1/decide", data={"csrf": csrf, "do": "unsure", "revision": 0})
        assert answer.status_code == 200
        assert client.get("/", headers={"host": "evil.test"}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_the_names_of_this_computer_are_known(host):
    assert is_known_host(host, host_names("127.0.0.1"))


def test_beyond_loopback_digits_pass_and_foreign_names_do_not():
    names = host_names("0.0.0.0")
    assert is_known_host("10.1.2.3:8000", names, digits=True)
    assert not is_known_host("evil.test", names, digits=True)


def bare_client(desk):
    """The same session in a browser that says nothing about where a request comes from unless told to."""
    client = TestClient(desk.client.app, base_url=f"http://{HOST}", cookies=dict(desk.client.cookies))
    assert client.get("/").status_code == 200
    return client


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.test", "sec-fetch-site": "cross-site"},
        {"origin": "http://evil.test"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_refused(desk, headers):
    csrf = desk.csrf
    answer = bare_client(desk).post(
        "/items/R1-1/decide", data={"csrf": csrf, "do": "unsure", "revision": 0}, headers=headers
    )
    assert answer.status_code == 403
    assert not desk.store.decisions.all()


@pytest.mark.parametrize("headers", [{"origin": f"http://{HOST}"}, {"sec-fetch-site": "same-origin"}])
def test_a_form_from_here_is_taken_whatever_the_browser_tells(desk, headers):
    csrf = desk.csrf
    answer = bare_client(desk).post(
        "/items/R1-1/decide", data={"csrf": csrf, "do": "unsure", "revision": 0}, headers=headers
    )
    assert answer.status_code == 200
    assert len(desk.store.decisions.all()) == 1


@pytest.mark.parametrize("token", ["", "wrong", None])
def test_a_form_without_the_token_is_refused(desk, token):
    fields = {"do": "accept", "revision": desk.store.items.page("R1-1").revision}
    answer = desk.client.post("/items/R1-1/decide", data=fields if token is None else {**fields, "csrf": token})
    assert answer.status_code == 403
    assert not desk.store.decisions.all()


def test_the_token_of_another_session_is_refused(desk):
    other = client_of(desk.client.app)
    other.get(f"/start/{desk.sessions.new_link('sam')}")
    answer = other.post("/items/R1-1/decide", data={"csrf": desk.csrf, "do": "accept", "revision": 0})
    assert answer.status_code == 403


# ------------------------------------------------------------------------------------------- headers


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_what_is_not_ours(desk, path):
    answer = desk.client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_pages_are_not_kept_by_the_browser_and_pictures_are(desk):
    sha256 = desk.store.reports.get(1).report.sha256
    assert desk.client.get("/queue").headers["cache-control"] == "no-store"
    assert "immutable" in desk.client.get(f"/reports/R1/{sha256}/pages/2.png").headers["cache-control"]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_fetched_from_outside(desk, path):
    text = desk.client.get(path).text
    assert "//" not in text.replace("http://www.w3.org/2000/svg", "").replace("/* ", "").replace("// ", "")


def test_the_protective_marking_stands_on_every_page(desk):
    for path in ("/", "/queue", "/items/R1-1", "/items/R1-1/edit", "/reports/R1", "/plan", "/audit", "/nowhere"):
        assert desk.client.get(path).text.count('class="marking">OFFICIAL<') == 2


# --------------------------------------------------------------------------------------------- login


@pytest.fixture
def login_app(desk):
    desk.store.users.add("chris", password_to_hash("three plain words"), "admin")
    return create_app(desk.settings, desk.store, Sessions(), port=8000)


def test_with_logins_a_name_and_password_are_asked_for(login_app):
    with client_of(login_app) as client:
        asked = client.get("/items/R1-2?report=1", follow_redirects=False)
        assert asked.headers["location"] == "/login?next=%2Fitems%2FR1-2%3Freport%3D1"
        wrong = client.post("/login", data={"name": "chris", "password": "three plain wards", "next": "/"})
        assert wrong.status_code == 401 and "wrong" in wrong.text
        right = client.post(
            "/login", data={"name": "chris", "password": "three plain words", "next": "/queue"}, follow_redirects=False
        )
        assert (right.status_code, right.headers["location"]) == (303, "/queue")
        assert ">chris<" in client.get("/").text


def test_logging_out_ends_the_session(login_app):
    with client_of(login_app) as client:
        client.post("/login", data={"name": "chris", "password": "three plain words"})
        csrf = client.get("/").text.split('name="csrf" value="')[1].split('"')[0]
        kept = dict(client.cookies)
        client.post("/logout", data={"csrf": csrf})
        client.cookies.update(kept)
        assert client.get("/", follow_redirects=False).status_code == 303


def test_guessing_is_slowed_down():
    now = [0.0]
    secret = password_to_hash("three plain words")
    logins = Logins({"chris": secret}.get, clock=lambda: now[0])
    for _ in range(5):
        assert not logins.is_right("chris", "guess")
    assert not logins.is_right("chris", "three plain words")
    assert 0 < logins.wait_s("chris") <= 30
    now[0] = 31.0
    assert logins.is_right("chris", "three plain words")
    assert logins.wait_s("chris") == 0


def test_an_unknown_name_is_wrong_and_a_short_password_is_refused():
    assert not Logins({}.get).is_right("nobody", "three plain words")
    with pytest.raises(WeakPassword):
        password_to_hash("elevenchars")


@pytest.mark.parametrize("address", ["//evil.test", "/\\evil.test", "https://evil.test", "evil", "/a\nb", ""])
def test_a_login_never_leads_elsewhere(address):
    assert safe_return(address) == "/"


# ------------------------------------------------------------------------------------------- binding


def test_listening_for_others_needs_a_login(desk):
    open_to_all = replace(desk.settings, review=replace(desk.settings.review, host="0.0.0.0"))
    with pytest.raises(UnsafeBinding):
        serve(open_to_all, desk.store, lambda link, warning: None)


def test_a_taken_port_is_one_sentence(desk):
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = replace(desk.settings, review=replace(desk.settings.review, port=other.getsockname()[1]))
        with pytest.raises(PortTaken):
            serve(taken, desk.store, lambda link, warning: None)


# ------------------------------------------------------------------------------------------ sessions


def test_an_idle_session_ends():
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    secret = sessions.begin("pat")
    now[0] = 11 * 3600
    assert sessions.find(secret)
    now[0] += 13 * 3600
    assert sessions.find(secret) is None


def test_single_keys_and_blind_mode_are_kept_for_the_session(desk):
    desk.post("/settings", keys="off", back="/queue")
    assert 'data-keys="on"' not in desk.get("/")
    desk.post("/settings", blind="on", back="/queue")
    assert "Show suggestions before I decide" in desk.get("/")
