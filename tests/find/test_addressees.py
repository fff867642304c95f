"""Who must act: sentences of many makes, each with the groups it puts under a duty."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.config import ForceProfile
from extractor.domain import Kind, Recommendation, Report, ReportType
from extractor.find.fields import resolve_fields

PROFILE = ForceProfile(name="Exampleshire Police", region="Midshires", local_policing_body="Exampleshire PFCC")


def report(kind: str = "thematic", title: str = "An inspection of how the police do it", **rest: object) -> Report:
    return Report("0" * 64, "r.pdf", title, None, ReportType(kind), date(2026, 3, 12), **rest)  # type: ignore[arg-type]


def addressees(text: str, about: Report | None = None, profile: ForceProfile | None = PROFILE, **item: object):
    values = {"id": "x", "kind": Kind.RECOMMENDATION, "text": text, **item}
    (resolved,) = resolve_fields([Recommendation(**values)], about or report(), profile)  # type: ignore[arg-type]
    return resolved.addressees


def groups(*args: object, **kwargs: object) -> set[str]:
    return {each.group.value for each in addressees(*args, **kwargs)}  # type: ignore[arg-type]


THEMATIC = [
    # one subject, its place varied
    ("Chief constables should publish the results of their dip samples.", "force"),
    ("By 30 June 2027, chief constables must check that every vehicle is serviced.", "force"),
    ("Before the end of the year, and at least annually from then on, all police forces in England and Wales should audit their stores.", "force"),
    ("In areas where demand has doubled, forces need to revisit the model they use.", "force"),
    ("Every force ought to name a superintendent who answers for disclosure.", "force"),
    ("Each chief constable should satisfy themselves that this happens, and should tell the public.", "force"),
    ("Forces without a dedicated wildlife officer should appoint one.", "force"),
    ("Where this has not already been done, chief constables should write to the families.", "force"),
    ("Chief officers should personally review the ten oldest cases.", "force"),
    ("To make this possible, the College of Policing should revise its guidance.", "college_of_policing"),
    ("The College should pilot the course in at least four places.", "college_of_policing"),
    ("The NPCC should collect the returns and publish them.", "npcc"),
    ("The National Police Chiefs' Council’s lead for custody should convene a group of practitioners.", "npcc"),
    ("The national policing lead for modern slavery should set out what good looks like.", "npcc"),
    ("The NPCC and the College of Policing should revise the definition together.", "npcc college_of_policing"),
    ("The Home Office should amend the counting rules.", "home_office"),
    ("The Home Secretary should lay the code before Parliament.", "home_office"),
    ("The Government should fund the second phase.", "government_other"),
    ("HM Treasury should confirm the settlement for three years.", "government_other"),
    ("The Ministry of Justice must set a target for listing.", "government_other"),
    ("The Department for Energy Security should consult on the offence.", "government_other"),
    ("The Attorney General’s Office and the CPS should issue a joint protocol.", "government_other cps"),
    ("The Director of Public Prosecutions should withdraw the 2019 note.", "cps"),
    ("Police and crime commissioners should ask for a quarterly account of this.", "local_policing_body"),
    ("PCCs and their deputies should publish the grants they make.", "local_policing_body"),
    ("Local policing bodies should scrutinise the figures in public.", "local_policing_body"),
    ("The Association of Police and Crime Commissioners should share examples.", "local_policing_body"),
    ("The IOPC should tell complainants how long it expects to take.", "iopc"),
    ("The National Crime Agency should assess the threat afresh each autumn.", "nca_rocu"),
    ("ROCUs should task forces through one process.", "nca_rocu"),
    ("Regional organised crime units need to record the outcome of each referral.", "nca_rocu"),
    ("His Majesty’s Prison and Probation Service should give police access to its case system.", "probation"),
    ("The Probation Service must attend every planning meeting.", "probation"),
    ("Local authorities should staff the emergency duty desk at weekends.", "local_authority"),
    ("Directors of children’s services should approve each placement out of county.", "local_authority"),
    ("Integrated care boards should commission a place of safety that is open at night.", "health"),
    ("NHS England should publish waiting times for these examinations.", "health"),
    ("Ambulance services should agree a threshold for attending.", "health"),
    ("Safeguarding partners should map who holds which record.", "partnership"),
    ("Community safety partnerships should set up a panel of young people.", "partnership"),
    ("Local criminal justice boards ought to test these arrangements.", "partnership"),
    ("British Transport Police should extend the pilot to Wales.", "other_force"),
    ("The Metropolitan Police Service should hand over its database to the national team.", "other_force"),
    ("Technology suppliers should be transparent about the errors their products make.", "other"),
    ("Universities should join the scheme.", "other"),
    # compound subjects
    ("By April 2027, chief constables and police and crime commissioners should agree a joint estates plan.", "force local_policing_body"),
    ("The Home Office, the Ministry of Justice and the Crown Prosecution Service should fund a national service.", "home_office government_other cps"),
    ("Chief constables, directors of children’s services and integrated care boards should review the hub.", "force local_authority health"),
    ("Forces, together with local authorities, should map the risk.", "force local_authority"),
    ("Together with the Probation Service, forces should rehearse the plan.", "force probation"),
    ("The College of Policing, in partnership with the NPCC, should set a standard.", "college_of_policing npcc"),
    ("The Crown Prosecution Service, jointly with police forces, should test a new form.", "cps force"),
    ("Both the Home Office and forces should publish their equality assessments.", "home_office force"),
    ("Chief constables, as well as the National Crime Agency, should contribute data.", "force nca_rocu"),
    # helpers, receivers and mentions
    ("Chief constables, with the support of the College of Policing and the NPCC, should train detectives.", "force"),
    ("Chief constables, working with local authorities and health services, should close the gap.", "force"),
    ("Forces should share information with the Crown Prosecution Service sooner.", "force"),
    ("The College of Policing should send every chief constable the evaluation.", "college_of_policing"),
    ("The NPCC should brief the Home Office and police and crime commissioners on progress.", "npcc"),
    ("Chief constables should tell the IOPC of any such case.", "force"),
    ("Forces should, after consulting their police and crime commissioner, publish a policy.", "force"),
    ("The Home Office, advised by the College of Policing, should set the fee.", "home_office"),
    ("Chief constables should make sure officers refer these cases to children’s social care.", "force"),
    ("Forces should ask the NHS for the data and publish what they are told.", "force"),
    ("The Home Office should require all forces to report annually.", "home_office"),
    ("The Home Office should publish guidance on what forces should record.", "home_office"),
    ("Forces should follow the advice that the College of Policing must publish by law.", "force"),
    ("The NPCC lead should support chief constables who need to recruit.", "npcc"),
    # national bodies that act with forces
    ("The NPCC lead for drugs should work with chief constables to test the process.", "npcc force"),
    ("The Home Office should work with forces to replace the system.", "home_office force"),
    ("The NPCC, working with chief constables, should agree a format.", "npcc force"),
    ("Forces should work with the College of Policing to design the module.", "force"),
    # passives and agents
    ("These decisions should be reviewed every quarter by chief constables.", "force"),
    ("A single form should be designed by the College of Policing.", "college_of_policing"),
    ("The code should be amended by the Home Office so that it covers contractors.", "home_office"),
    ("Chief constables should be able to show how they decided.", "force"),
    ("Forces are asked to reply by the end of May.", "force"),
    ("The Welsh Government is invited to consider the same change.", "government_other"),
    # reported duties
    ("We recommend that the Home Office publishes the data each year.", "home_office"),
    ("We recommend that forces, by 1 May 2027, appoint a lead.", "force"),
    ("It is essential that chief constables visit every custody suite themselves.", "force"),
    ("We ask the College of Policing to look again at the syllabus.", "college_of_policing"),
    ("We invite the Sentencing Council to revisit its guideline.", "government_other"),
    ("It is for chief constables to decide how, but a lead should be named.", "force"),
    ("Responsibility for this rests with the National Police Chiefs’ Council.", "npcc"),
    ("I recommend that Parliament legislate.", "government_other"),
    # several sentences
    ("Too few people answer the phone. Forces should recruit more of them. The NPCC should say how many are needed.", "force npcc"),
    ("Chief constables should appoint a lead. This should be done openly. They should report to their commissioner.", "force"),
    ("(a) The Home Office should legislate; and\n(b) police forces should prepare for it.", "home_office force"),
    ("Chief constables should train staff, and the College of Policing should accredit the course.", "force college_of_policing"),
    # things that are not bodies
    ("Police powers to stop vehicles should be clarified.", ""),
    ("The policy should say who decides.", ""),
    ("Victims should be told the outcome within a day.", ""),
    ("Home Office circulars should be easier to find.", ""),
    ("No child should spend a night in a cell.", ""),
    ("Consider what could be done differently.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), THEMATIC)
def test_groups_of_a_national_report(text: str, expected: str) -> None:
    assert groups(text) == set(expected.split())


OWN = report("peel", "PEEL 2025–27: an inspection of Exampleshire Police")
OTHER = report("peel", "PEEL 2025–27: an inspection of Northmark Police")
JTAI = report("jtai", "Joint targeted area inspection of Exampleshire: criminal exploitation of children")
FAR_JTAI = report("jtai", "Joint targeted area inspection of Solihull: the front door")
ILACS = report("local_authority_inspection", "Inspection of Exampleshire local authority children’s services")
SEND = report("local_authority_inspection", "Area SEND inspection of Exampleshire Local Area Partnership")
FIRE = report("fire_and_rescue", "Fire and rescue service inspection 2025–27: Exampleshire")
MET = report("independent_review", "A review of standards in the Metropolitan Police Service")
IOPC = report("iopc_learning", "Learning recommendations after a death in custody")
BLOOD = report("public_inquiry", "The Harlow Inquiry into the supply of medicines")
COMMITTEE = report("select_committee", "Home Affairs Committee: the police response to fraud")

LOCAL = [
    (OWN, "area_for_improvement", "The force should improve how it answers the phone.", "force"),
    (OWN, "area_for_improvement", "The constabulary needs to understand its demand.", "force"),
    (OWN, "area_for_improvement", "Supervisors should check more of what is written.", "force"),
    (OWN, "area_for_improvement", "Exampleshire Police must make better use of stop and search data.", "force"),
    (OWN, "area_for_improvement", "The force’s senior leaders should be more visible.", "force"),
    (OWN, "area_for_improvement", "Custody sergeants should record why a strip search was needed.", "force"),
    (OWN, "area_for_improvement", "The chief constable should lead this personally.", "force"),
    (OWN, "area_for_improvement", "The force’s understanding of its own risk.", "force"),
    (OWN, "area_for_improvement", "The force and Exampleshire Council should share one plan.", "force local_authority"),
    (OWN, "area_for_improvement", "Investigations are too slow and are not supervised well.", ""),
    (OWN, "cause_of_concern", "The force does not manage sex offenders well enough.", "force"),
    (OTHER, "area_for_improvement", "The force should improve how it answers the phone.", "other_force"),
    (OTHER, "area_for_improvement", "Northmark Police should speak to Exampleshire Police about the shared unit.", "other_force"),
    (OTHER, "recommendation", "The Home Office should note this.", "home_office"),
    (JTAI, "area_for_improvement", "How well partners understand the threshold document.", "partnership"),
    (JTAI, "area_for_improvement", "The police response to children who go missing repeatedly.", "force"),
    (JTAI, "area_for_improvement", "The timeliness of police referrals to children’s social care.", "force"),
    (JTAI, "area_for_improvement", "Children’s social care’s oversight of contacts at night.", "local_authority"),
    (JTAI, "area_for_improvement", "Health practitioners’ attendance at strategy meetings.", "health"),
    (JTAI, "area_for_improvement", "Information sharing between the police and probation.", "force probation"),
    (JTAI, "area_for_improvement", "Leaders across the partnership should agree a shared dataset.", "partnership"),
    (JTAI, "area_for_improvement", "The consistency of supervision across all agencies.", "partnership"),
    (JTAI, "priority_action", "Exampleshire Police and the integrated care board should clear the backlog at once.", "force health"),
    (JTAI, "priority_action", "The safeguarding partnership must assure itself of the quality of plans.", "partnership"),
    (FAR_JTAI, "area_for_improvement", "The police should record what children say.", "other_force"),
    (ILACS, "area_for_improvement", "The stability of the workforce.", "local_authority"),
    (ILACS, "area_for_improvement", "Senior leaders’ oversight of children living at home.", "local_authority"),
    (ILACS, "recommendation", "The trust should recruit more foster carers.", "local_authority"),
    (SEND, "area_for_improvement", "The partnership should reduce waiting times for autism assessments.", "partnership"),
    (SEND, "area_for_improvement", "Leaders should improve preparation for adulthood.", "partnership"),
    (FIRE, "area_for_improvement", "The service should make sure its risk information is up to date.", "other"),
    (FIRE, "area_for_improvement", "Exampleshire Fire and Rescue Service should train its middle managers.", "other"),
    (FIRE, "area_for_improvement", "The service should share its data with Exampleshire Police.", "other"),
    (MET, "recommendation", "The Met must rebuild its vetting unit.", "other_force"),
    (MET, "recommendation", "The Commissioner should publish a plan within a hundred days.", "other_force"),
    (MET, "recommendation", "MOPAC should hold the Met to account for this.", "local_policing_body"),
    (MET, "recommendation", "Borough commanders should spend half their time out of the office.", "other_force"),
    (IOPC, "recommendation", "The IOPC recommends that Exampleshire Police reviews its cell check policy.", "force"),
    (IOPC, "recommendation", "The IOPC recommends that Northmark Police takes steps to remind officers of this.", "other_force"),
    (BLOOD, "recommendation", "The Medicines and Healthcare products Regulatory Agency should publish its reasons.", "health"),
    (BLOOD, "recommendation", "Trusts and health boards should appoint a named doctor.", "health"),
    (COMMITTEE, "recommendation", "The Government should set out, in its response to this Report, when it will legislate.", "government_other"),
    (COMMITTEE, "recommendation", "We recommend that Ministers bring forward a Bill.", "government_other"),
    (COMMITTEE, "recommendation", "In its response, the Home Office should tell us how many officers were lost.", "home_office"),
    (COMMITTEE, "recommendation", "The City of London Police should report on progress every six months.", "other_force"),
]  # fmt: skip


@pytest.mark.parametrize(("about", "kind", "text", "expected"), LOCAL)
def test_groups_depend_on_the_report(about: Report, kind: str, text: str, expected: str) -> None:
    assert groups(text, about, kind=Kind(kind)) == set(expected.split())


INHERITED = [
    ({"group_heading": "Recommendations to chief constables"}, "Review the use of handcuffs.", "force", "chief constables"),
    ({"group_heading": "Recommendation to the College of Policing"}, "Publish the evaluation.", "college_of_policing", "the College of Policing"),
    ({"group_heading": "For the Home Office and the National Police Chiefs’ Council"}, "Agree a definition.", "home_office npcc", "the Home Office"),
    ({"group_heading": "Recommendation 4: to Northmark Police"}, "Remind officers of the policy.", "other_force", "Northmark Police"),
    ({"lead_in": "By 30 September 2027, the force should:"}, "train every call handler; and", "force", "the force"),
    ({"lead_in": "We recommend that the Independent Office for Police Conduct:"}, "closes old cases.", "iopc", "the Independent Office for Police Conduct"),
    ({"title": "For police and crime commissioners"}, "Fund independent advocates.", "local_policing_body", "police and crime commissioners"),
    ({"section": ("Findings", "Recommendations for forces")}, "Keep a list of repeat locations.", "force", "forces"),
    ({"responsible_body": "Exampleshire County Council; NHS Midshires ICB"}, "Improve the graduated approach.", "local_authority health", "Exampleshire County Council"),
    ({"section": ("Police powers and treating the public fairly",)}, "Publish the data.", "", None),
    ({"title": "Working with health services"}, "Publish the data.", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("item", "text", "expected", "words"), INHERITED)
def test_headings_and_cells_are_inherited(item: dict[str, object], text: str, expected: str, words: str | None) -> None:
    found = addressees(text, **item)
    assert {each.group.value for each in found} == set(expected.split())
    assert all(each.inherited and each.span is None for each in found)
    assert (found[0].text if found else None) == words


def test_own_words_go_before_the_heading() -> None:
    found = addressees("Chief constables should act.", group_heading="Recommendations to the Home Office")
    assert [(each.text, each.inherited) for each in found] == [("Chief constables", False)]


@pytest.mark.parametrize(
    ("text", "words", "organization"),
    [
        ("By May 2027, the National Police Chiefs’ Council should decide.", "the National Police Chiefs’ Council", "National Police Chiefs' Council"),
        ("The National Police Chief Council should decide.", "The National Police Chief Council", "National Police Chiefs' Council"),
        ("Caldermoor Council should decide.", "Caldermoor Council", None),
        ("Those forces that have not yet done so should decide.", "Those forces that have not yet done so", None),
        ("Chief constables, with the help of the NPCC, should decide.", "Chief constables", None),
    ],
)  # fmt: skip
def test_words_are_verbatim_and_resolved_or_left(text: str, words: str, organization: str | None) -> None:
    (found,) = addressees(text)
    assert (found.text, found.organization) == (words, organization)
    assert found.span is not None and text[found.span.start : found.span.end] == words


def test_without_a_profile_the_reports_own_force_is_the_force() -> None:
    about = report("peel", "PEEL 2025–27: an inspection of Northmark Police")
    (found,) = addressees("The force should act.", about, profile=None)
    assert (found.group.value, found.organization) == ("force", "Northmark Police")
