"""A third table, of both fields: items of every family as another hand would print them."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.config import ForceProfile
from extractor.domain import Kind, Recommendation, Report, ReportType
from extractor.find.fields import resolve_fields

PROFILE = ForceProfile(
    name="Exampleshire Police",
    region="Midshires",
    local_policing_body="Exampleshire PFCC",
    neighbours=("Northmark Police",),
)
PUBLISHED = date(2026, 9, 1)
FINDINGS = {"own", "other", "jtai", "fire", "send", "council"}
REPORTS = {
    "thematic": ("thematic", "Unseen: an inspection of how well the police deal with elder abuse"),
    "own": ("peel", "PEEL 2025–27: an inspection of Exampleshire Police"),
    "other": ("peel", "PEEL 2023–25: an inspection of Northmark Police"),
    "jtai": ("jtai", "Joint targeted area inspection of Exampleshire: the response to serious youth violence"),
    "inquiry": ("public_inquiry", "The Ashdown Inquiry: Part 2 Report"),
    "super_complaint": ("super_complaint", "Report on a super-complaint on the police response to modern slavery"),
    "iopc": ("iopc_learning", "IOPC learning recommendations: Exampleshire Police, June 2026"),
    "met": ("independent_review", "An independent review of the Metropolitan Police Service’s culture"),
    "committee": ("select_committee", "Home Affairs Committee: The future of neighbourhood policing"),
    "fire": ("fire_and_rescue", "Exampleshire Fire and Rescue Service 2025–27"),
    "send": ("local_authority_inspection", "Area SEND inspection of Exampleshire Local Area Partnership"),
    "council": ("local_authority_inspection", "Inspection of Exampleshire local authority children’s services"),
    "productivity": ("independent_review", "Policing productivity: the second review"),
}
ROWS = [
    ("thematic", "By 30 April 2027, forces in England and Wales should make sure that their domestic abuse risk assessments take account of age. They should do this by:\n• training officers;\n• auditing cases; and\n• publishing results.", "force", "2027-04-30"),
    ("thematic", "By 31 July 2027, the Home Office, in consultation with the National Police Chiefs’ Council and the College of Policing, should introduce a flag for crimes against older people.", "home_office", "2027-07-31"),
    ("thematic", "With immediate effect, all chief constables should stop using the outdated form. By 1 September 2027, the NPCC lead for vulnerability should tell us that this has happened.", "force npcc", "2027-09-01"),
    ("thematic", "We recommend that, by January 2027, chief constables and the Crown Prosecution Service have in place a joint plan for older victims.", "force cps", "2027-01-31"),
    ("thematic", "The Crown Prosecution Service should review its policy guidance within nine months.", "cps", "2027-06-01"),
    ("thematic", "Chief constables should consider the findings of this report and, where appropriate, change their practice.", "force", None),
    ("thematic", "The inspectorate, the College of Policing and the NPCC should establish a working group within six months.", "other college_of_policing npcc", "2027-03-01"),
    ("thematic", "Forces should liaise with local safeguarding adults boards to agree how referrals will be shared.", "force", None),
    ("thematic", "By December 2026, police and crime commissioners (and their equivalents) should review the services they commission for older people.", "local_policing_body", "2026-12-31"),
    ("thematic", "Adult social care departments and police forces should jointly train their staff to spot financial abuse.", "local_authority force", None),
    ("thematic", "By 31 March 2027 each force that does not already do so should appoint a safeguarding adults lead at superintendent rank.", "force", "2027-03-31"),
    ("thematic", "The National Police Chiefs’ Council and the National Crime Agency should, by 30 June 2027, complete a national problem profile of courier fraud.", "npcc nca_rocu", "2027-06-30"),
    ("own", "The force should make sure that it has effective oversight of its out-of-court disposals.", "force", None),
    ("own", "The force doesn’t attend calls for service within its published times.", "force", None),
    ("own", "The force should improve how it supervises investigations to make sure that all investigative opportunities are taken.", "force", None),
    ("own", "The force should make sure officers and staff complete the training they need by 31 March 2027.", "force", "2027-03-31"),
    ("own", "The force needs to make sure it shares information with the local authority and health partners quickly.", "force", None),
    ("other", "The force should improve its understanding of demand.", "other_force", None),
    ("other", "Northmark Police and its police and crime commissioner should review the change programme.", "other_force local_policing_body", None),
    ("jtai", "How promptly information is shared by police and health services with schools.", "force health", None),
    ("jtai", "The local safeguarding children partnership’s oversight of the effectiveness of the exploitation strategy.", "partnership", None),
    ("jtai", "The quality of the police risk assessments for children who are arrested.", "force", None),
    ("jtai", "Senior leaders in the local authority need to make sure that social workers visit children often enough.", "local_authority", None),
    ("jtai", "The integrated care board should make sure that children’s speech and language needs are assessed when they come into contact with the youth justice service.", "health", None),
    ("jtai", "The health representation at daily risk meetings.", "", None),
    ("inquiry", "At the earliest opportunity, and by June 2028 at the latest, the Home Office and the Ministry of Justice, together with police forces, should agree a national standard.", "home_office government_other force", "2028-06-30"),
    ("inquiry", "The College of Policing should, within one year of the publication of this Report, review its training on disclosure.", "college_of_policing", "2027-09-01"),
    ("inquiry", "Every Chief Officer of Police should personally certify to the Home Secretary that this has been done.", "force", None),
    ("inquiry", "The Inquiry recommends that the Secretary of State introduces a statutory duty of candour on police officers.", "home_office", None),
    ("inquiry", "A national oversight mechanism should be established by the Government.", "government_other", None),
    ("super_complaint", "The Home Office should require forces to collect data on this. Police forces should start to prepare now.", "home_office force", None),
    ("super_complaint", "Chief constables should, in consultation with specialist support organisations, review their local policies by 1 February 2027.", "force", "2027-02-01"),
    ("super_complaint", "The Independent Office for Police Conduct and the College of Policing should publish joint guidance on the matter.", "iopc college_of_policing", None),
    ("iopc", "The IOPC recommends that Exampleshire Police should take steps to ensure that all custody staff are aware of the policy on rousing detainees.", "force", None),
    ("iopc", "The IOPC recommends the National Police Chiefs’ Council works with forces to improve the recording of strip searches.", "npcc force", None),
    ("met", "The Metropolitan Police must apologise to those it has failed, within three months.", "other_force", "2026-12-01"),
    ("met", "The Home Secretary should amend the misconduct regulations.", "home_office", None),
    ("committee", "The Home Office should publish, by the end of the year, a clear definition of a neighbourhood officer.", "home_office", "2026-12-31"),
    ("committee", "We recommend that the Government and the National Police Chiefs’ Council work together to set a national standard for response.", "government_other npcc", None),
    ("committee", "Police forces must do more to explain their decisions to victims of shop theft.", "force", None),
    ("committee", "We call on the College of Policing to publish its evaluation before the end of 2026.", "college_of_policing", "2026-12-31"),
    ("fire", "The service should make sure it has an effective quality assurance process for prevention work.", "other", None),
    ("fire", "The fire authority should hold the chief fire officer to account for delivery.", "other", None),
    ("send", "NHS Midshires Integrated Care Board and Exampleshire County Council should jointly reduce waiting times for neurodevelopmental assessments.", "health local_authority", None),
    ("council", "The effectiveness of child protection conferences, including partner agencies’ attendance.", "partnership", None),
    ("council", "The response to children who go missing, including the timeliness of return home interviews.", "local_authority", None),
    ("productivity", "The NPCC, with the support of the Home Office, should create a national centre by spring 2027.", "npcc", None),
    ("productivity", "Home Office ministers should write to the Department of Health and Social Care to agree how Right Care, Right Person will be extended, within 4 months.", "home_office", "2027-01-01"),
    ("productivity", "Chief constables, PCCs and the Home Office should each adopt the productivity framework from April 2027.", "force local_policing_body home_office", "2027-04-30"),
    ("productivity", "Forces that have not already done so should move to a single records management system over the next three years.", "force", "2029-09-01"),
    ("inquiry", "Recommendation 5 – For the College of Policing\nThe course for firearms commanders should be revised.", "college_of_policing", None),
    ("inquiry", "Recommendation 9: Chief constables\nReview the arrangements for debriefing.", "force", None),
    ("thematic", "Recommendation 3: By 31 January 2027, chief constables should:\n• set out who leads;\n• make sure partners are told; and\n• publish a summary.", "force", "2027-01-31"),
    ("thematic", "Chief constables should make sure that:\n• officers should know the policy;\n• the Crown Prosecution Service should be told of every case; and\n• local authorities must be invited.", "force", None),
    ("super_complaint", "To all chief constables: by 1 March 2027, make sure frontline officers can recognise modern slavery.", "force", "2027-03-01"),
    ("super_complaint", "NPCC: develop a template for action plans.", "npcc", None),
    ("committee", "The Home Office should (a) publish the data; (b) review the formula; and (c) report to us by the end of March 2027. (Paragraph 42)", "home_office", "2027-03-31"),
    ("committee", "We are concerned that forces are not doing enough. The Home Office must set minimum standards, and HMICFRS should inspect against them.", "home_office other", None),
    ("productivity", "There is a case for mandating the use of shared services. The Home Office should, subject to a full business case, mandate it by April 2028.", "home_office", "2028-04-30"),
    ("productivity", "Forces, supported by the College of Policing and the Centre for Police Productivity, should adopt the modern desktop.", "force", None),
    ("inquiry", "In future, no police force should deploy an officer in this role unless the chief constable has personally approved it.", "force", None),
    ("inquiry", "The Sentencing Council and the Judicial College may wish to consider these findings.", "government_other", None),
    ("inquiry", "Police forces and the NPCC should, as soon as is reasonably practicable and in any event no later than 30 June 2027, put in place a system.", "force npcc", "2027-06-30"),
    ("thematic", "The NPCC lead, College of Policing, Home Office and Crown Prosecution Service should convene a roundtable by 31 May 2027.", "npcc college_of_policing home_office cps", "2027-05-31"),
    ("thematic", "Chief constables who share a professional standards department should jointly review its resourcing.", "force", None),
    ("thematic", "By 28 February 2027, every chief constable and local policing body should satisfy themselves that the estate is secure.", "force local_policing_body", "2027-02-28"),
    ("thematic", "We expect all forces to act on this recommendation by 31 August 2027.", "force", "2027-08-31"),
    ("thematic", "Before 1 May 2027, and in consultation with staff associations, forces should review shift patterns.", "force", "2027-05-01"),
    ("jtai", "Children’s access to timely mental health support from CAMHS.", "health", None),
    ("jtai", "How schools, police and children’s social care share concerns about children at risk of exclusion.", "other force local_authority", None),
    ("jtai", "The use of intelligence by the force to disrupt those who exploit children.", "force", None),
    ("jtai", "The rigour of management oversight by children’s social care managers.", "local_authority", None),
    ("jtai", "Exampleshire Safeguarding Children Partnership should develop a multi-agency dataset.", "partnership", None),
    ("own", "The force’s leaders should communicate its priorities better to the workforce.", "force", None),
    ("own", "There is more to do to make sure that detectives get the continuous professional development they need.", "force", None),
    ("own", "Too many officers and staff don’t feel supported. The force should address this.", "force", None),
    ("own", "Vulnerable victims aren’t always identified at first contact, and THRIVE isn’t used consistently. Call handlers need more training.", "force", None),
    ("fire", "The authority should ensure the service has the resources it needs.", "other", None),
    ("fire", "Watch managers should be given time to complete audits.", "other", None),
    ("iopc", "Exampleshire Police should ensure that its officers and staff understand when body-worn video should be activated.", "force", None),
    ("iopc", "We recommend Exampleshire Police provides refresher training to all officers within six months.", "force", "2027-03-01"),
    ("met", "The Met, MOPAC and the Home Office should agree a plan for its implementation by the end of 2026.", "other_force local_policing_body home_office", "2026-12-31"),
    ("met", "The Commissioner and the Mayor should meet quarterly to review progress.", "other_force local_policing_body", None),
    ("met", "The vetting of every officer should be repeated within a year.", "", "2027-09-01"),
    ("council", "Health partners’ timely completion of initial health assessments.", "health", None),
    ("council", "The local authority should work with the police to improve joint investigations.", "local_authority", None),
    ("send", "The local authority and the ICB should co-produce a joint commissioning plan.", "local_authority health", None),
    ("committee", "Police and crime commissioners have been abolished in law from May 2028. The Home Office should explain how their functions will be exercised.", "home_office", None),
    ("productivity", "The Centre for Police Productivity should publish a league table of forces’ results.", "college_of_policing", None),
]  # fmt: skip


@pytest.mark.parametrize(("family", "text", "groups", "due"), ROWS)
def test_who_and_by_when(family: str, text: str, groups: str, due: str | None) -> None:
    kind, title = REPORTS[family]
    about = Report("0" * 64, "r.pdf", title, None, ReportType(kind), PUBLISHED)
    finding = Kind.AREA_FOR_IMPROVEMENT if family in FINDINGS else Kind.RECOMMENDATION
    (found,) = resolve_fields([Recommendation("x", finding, text)], about, PROFILE)
    dates = [each.date.isoformat() for each in found.deadlines if each.date]
    assert {each.group.value for each in found.addressees} == set(groups.split())
    assert dates[-1:] == ([due] if due else [])


def test_a_heading_says_which_force_the_force_is() -> None:
    kind, title = REPORTS["iopc"]
    about = Report("0" * 64, "r.pdf", title, None, ReportType(kind), PUBLISHED)
    text = "The IOPC recommends that the force replaces the intercom."
    item = Recommendation("x", Kind.RECOMMENDATION, text, group_heading="Recommendation 2 – Northmark Police")
    (found,) = resolve_fields([item], about, PROFILE)
    assert [(each.group.value, each.organization) for each in found.addressees] == [("other_force", "Northmark Police")]
