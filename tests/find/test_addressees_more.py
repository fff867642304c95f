"""A second table, written after the rules and before any run: other families, other hands, rarer bodies."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.config import ForceProfile
from extractor.domain import Kind, Recommendation, Report, ReportType
from extractor.find.fields import resolve_fields

PROFILE = ForceProfile(name="Exampleshire Police", region="Midshires", local_policing_body="Exampleshire PFCC")
TITLES = {
    "thematic": "Out of sight: an inspection of the police response to stalking",
    "peel": "PEEL 2025–27: an inspection of Exampleshire Police",
    "jtai": "Joint targeted area inspection of Exampleshire",
    "public_inquiry": "The Whitmoor Inquiry, volume 2: policing",
    "super_complaint": "Report on a super-complaint about the police use of protective orders",
    "iopc_learning": "IOPC learning recommendations",
    "custody": "Report on an inspection visit to police custody suites in Exampleshire",
    "independent_review": "An independent review of police efficiency",
    "select_committee": "Justice Committee: The future of legal advice in custody",
    "local_authority_inspection": "Inspection of Exampleshire local authority children's services",
    "fire_and_rescue": "Exampleshire Fire and Rescue Service: 2027 inspection",
    "ncpi": "National child protection inspection: Exampleshire Police",
}

ROWS = [
    ("thematic", "By 1 April 2027, the National Police Chiefs’ Council lead for stalking, in consultation with the College of Policing, should publish a checklist.", "npcc"),
    ("thematic", "Chief constables to make sure that each control room has a stalking champion.", "force"),
    ("thematic", "The College of Policing and the national lead for crime prevention should, by 30 June 2027, revise the course.", "college_of_policing npcc"),
    ("thematic", "Chief constables should, jointly with the Crown Prosecution Service, review a sample of failed cases.", "force cps"),
    ("thematic", "Heads of crime in every force should dip sample these records monthly.", "force"),
    ("thematic", "By December 2027, all police forces in England and Wales and British Transport Police should adopt the form.", "force other_force"),
    ("thematic", "Where capacity allows, each regional organised crime unit should second an analyst to the national team.", "nca_rocu"),
    ("thematic", "The Crown Prosecution Service should, with police forces, set a standard for early advice.", "cps force"),
    ("thematic", "Police and crime commissioners, mayors with policing powers and the City of London Police Authority should fund advocates.", "local_policing_body"),
    ("thematic", "In their next police and crime plans, police and crime commissioners should say how they will do so.", "local_policing_body"),
    ("thematic", "The Ministry of Justice and HM Courts & Tribunals Service should give the police same-day notice of orders.", "government_other"),
    ("thematic", "NHS England should consider with chief constables whether the pathway works.", "health"),
    ("thematic", "Integrated care boards and police forces should sign a data-sharing agreement.", "health force"),
    ("thematic", "Force leads for stalking should meet their health counterparts each quarter.", "force"),
    ("thematic", "It is recommended that chief constables reconsider the ranks at which this is decided.", "force"),
    ("thematic", "Forces must stop using the old form; the NPCC must withdraw it.", "force npcc"),
    ("thematic", "The Disclosure and Barring Service should reply to such requests within ten days.", "other"),
    ("thematic", "Vetting managers should be told of every such report by professional standards departments.", "force"),
    ("thematic", "The Home Office, supported by the NPCC, the College of Policing and chief constables, should evaluate the pilot.", "home_office"),
    ("thematic", "Responsibility for updating the guidance lies with the College of Policing.", "college_of_policing"),
    ("thematic", "Youth justice services should tell forces at once when a child moves.", "other"),
    ("thematic", "Police Scotland may wish to consider this recommendation.", "other_force"),
    ("thematic", "Forces in Wales should offer the leaflet in Welsh.", "other_force"),
    ("thematic", "The Police Federation should encourage its representatives to attend.", "other"),
    ("thematic", "Chief constables and their local authority chief executives should meet twice a year.", "force local_authority"),
    ("peel", "The force needs to make sure that its response officers carry the right kit.", "force"),
    ("peel", "Exampleshire Police should work with its partners to reduce repeat demand.", "force"),
    ("peel", "Call handlers should give better advice on preserving evidence.", "force"),
    ("peel", "The force should do more to help the Crown Prosecution Service by improving files.", "force"),
    ("peel", "The constabulary, together with the fire and rescue service, should review its estate.", "force other"),
    ("peel", "Understanding of the health needs of its workforce.", ""),
    ("peel", "The chief constable and the Police, Fire and Crime Commissioner should agree a medium-term plan.", "force local_policing_body"),
    ("peel", "First-line supervisors need to review investigations more often.", "force"),
    ("peel", "The force has a backlog of visits to registered sex offenders. It should clear it.", "force"),
    ("peel", "The force’s vetting unit doesn’t have the capacity it needs.", "force"),
    ("jtai", "The timeliness with which the police share notifications with schools.", "force"),
    ("jtai", "The local authority’s oversight of return home interviews.", "local_authority"),
    ("jtai", "The engagement of GPs in strategy meetings.", "health"),
    ("jtai", "How effectively the safeguarding partnership uses data to understand exploitation.", "partnership"),
    ("jtai", "Consistency in the quality of assessments carried out by the youth justice service.", "other"),
    ("jtai", "Supervision of police officers who work in the exploitation team.", "force"),
    ("jtai", "The quality of return home interviews.", ""),
    ("jtai", "Exampleshire Police, Exampleshire County Council and NHS Midshires ICB should review the out-of-hours offer.", "force local_authority health"),
    ("jtai", "The probation service should make sure that practitioners ask for police intelligence.", "probation"),
    ("jtai", "Police, children’s social care and health leaders must agree who chairs these meetings.", "force local_authority health"),
    ("public_inquiry", "The Secretary of State for the Home Department should commission a review every five years.", "home_office"),
    ("public_inquiry", "Recommendation 12. Every police force should, within 18 months, have regard to the code.", "force"),
    ("public_inquiry", "I recommend that the National Police Chiefs’ Council establish a register, and that each chief constable contribute to it.", "npcc force"),
    ("public_inquiry", "Those who supervise armed officers should have refreshed training each year.", "force"),
    ("public_inquiry", "There should be a review by the College of Policing of the training of dog handlers.", "college_of_policing"),
    ("public_inquiry", "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services should inspect this within two years.", "other"),
    ("public_inquiry", "The Ministry of Defence Police and the Civil Nuclear Constabulary should adopt the same rule.", "other_force"),
    ("public_inquiry", "Chief officers of police, whose personal responsibility this is, should certify compliance each year.", "force"),
    ("super_complaint", "All forces to publish their policy on protective orders.", "force"),
    ("super_complaint", "To the National Police Chiefs’ Council: draw up a template.", "npcc"),
    ("super_complaint", "The Law Commission should consider the law afresh.", "government_other"),
    ("iopc_learning", "The IOPC recommends that Exampleshire Police ensures custody staff have access to risk markers.", "force"),
    ("iopc_learning", "The IOPC recommends to the College of Policing that it amends the guidance on pursuits.", "college_of_policing"),
    ("iopc_learning", "The NPCC should issue a reminder to all police forces.", "npcc"),
    ("iopc_learning", "That the force should take steps to make its policy clearer.", "force"),
    ("custody", "The force should make sure detainees are offered a shower.", "force"),
    ("custody", "The force and its healthcare provider should reduce waiting times for mental health assessments.", "force health"),
    ("custody", "The healthcare provider should store medicines safely.", "health"),
    ("independent_review", "The Home Office should give forces a three-year settlement.", "home_office"),
    ("independent_review", "The NPCC, APCC and Home Office should together set up a productivity board.", "npcc local_policing_body home_office"),
    ("independent_review", "Government should legislate to remove this requirement on forces.", "government_other"),
    ("independent_review", "Forces should adopt redaction software; PCCs should fund it where the case is made.", "force local_policing_body"),
    ("independent_review", "Policing should agree a single definition of productivity.", "force"),
    ("select_committee", "We call on the Ministry of Justice to publish the data by Easter 2027.", "government_other"),
    ("select_committee", "The Legal Aid Agency must review the fee for police station advice.", "government_other"),
    ("select_committee", "The Home Office and the Ministry of Justice need to explain why this took so long.", "home_office government_other"),
    ("select_committee", "We urge police forces to record when an interpreter was asked for.", "force"),
    ("local_authority_inspection", "The quality of plans for care leavers.", "local_authority"),
    ("local_authority_inspection", "The contribution of partner agencies to early help.", "partnership"),
    ("fire_and_rescue", "The service should give its staff time to train.", "other"),
    ("fire_and_rescue", "By 30 April 2027, the chief fire officer should provide an action plan.", "other"),
    ("ncpi", "The force should improve how it works with children’s social care at strategy meetings.", "force"),
    ("ncpi", "Exampleshire Police should review, with children’s social care, how it decides to detain a child.", "force"),
    ("ncpi", "Officers should speak to children alone and record what they say.", "force"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), ROWS)
def test_groups(kind: str, text: str, expected: str) -> None:
    about = Report("0" * 64, "r.pdf", TITLES[kind], None, ReportType(kind), date(2026, 9, 1))
    finding = kind in {"peel", "jtai", "ncpi", "custody", "local_authority_inspection", "fire_and_rescue"}
    item = Recommendation("x", Kind.AREA_FOR_IMPROVEMENT if finding else Kind.RECOMMENDATION, text)
    (found,) = resolve_fields([item], about, PROFILE)
    assert {each.group.value for each in found.addressees} == set(expected.split())
