//! The terms of ontology/zhengmai.ttl and of the vocabularies it stands on, as constants.
//! tests/ontology.rs compares this file with the ontology, both ways.

use std::collections::HashMap;
use std::sync::LazyLock;

use oxigraph::model::NamedNodeRef;

use crate::lexicon::Lexicon;

/// Prefixes as queries and exports write them.
pub const PREFIXES: &[(&str, &str)] = &[
    ("zm", "https://w3id.org/zhengmai/ontology#"),
    ("id", "https://w3id.org/zhengmai/id/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("odrl", "http://www.w3.org/ns/odrl/2/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The lines that declare [`PREFIXES`] in SPARQL and Turtle.
pub fn prologue() -> String {
    PREFIXES
        .iter()
        .map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n"))
        .collect()
}

/// Makes a module of constants in one namespace, and `ALL`, the list of them.
macro_rules! namespace {
    ($(#[$doc:meta])* $module:ident, $ns:literal, { $($(#[$item:meta])* $name:ident = $local:literal,)* }) => {
        $(#[$doc])*
        pub mod $module {
            use super::NamedNodeRef;
            $($(#[$item])* pub const $name: NamedNodeRef<'static> =
                NamedNodeRef::new_unchecked(concat!($ns, $local));)*
            /// Every term of this module.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),*];
        }
    };
}

namespace!(
    /// The project's own terms; ontology/zhengmai.ttl says what each means.
    zm, "https://w3id.org/zhengmai/ontology#", {
        // Classes
        MEETING = "Meeting",
        PARTICIPATION = "Participation",
        APPOINTMENT = "Appointment",
        DIRECTIVE = "Directive",
        DEADLINE = "Deadline",
        QUANTITY = "Quantity",
        LAW = "Law",
        REGULATION = "Regulation",
        RULES = "Rules",
        INTERPRETATION = "Interpretation",
        PLAN = "Plan",
        NOTICE = "Notice",
        OPINION = "Opinion",
        REPORT_DOCUMENT = "Report",
        LETTER = "Letter",
        // Persons, posts, meetings
        JURISDICTION = "jurisdiction",
        POST = "post",
        OBSERVED_ON = "observedOn",
        VALID_FROM = "validFrom",
        VALID_TO = "validTo",
        APPOINTEE = "appointee",
        TO_POST = "toPost",
        CHANGE = "change",
        DECIDED_BY = "decidedBy",
        DECIDED_AT = "decidedAt",
        DECIDED_ON = "decidedOn",
        IN_MEETING = "meeting",
        IN_CAPACITY = "inCapacity",
        LIST_ORDER = "listOrder",
        ATTENDED = "attended",
        CHAIRED = "chaired",
        SPOKE_AT = "spokeAt",
        MENTIONS = "mentions",
        // Documents
        CONVEYED = "conveyed",
        REVIEWED = "reviewed",
        CITED = "cited",
        SUBMITTED = "submitted",
        ISSUED = "issued",
        ISSUED_BY = "issuedBy",
        TEXT_IN_FORCE = "textInForce",
        NOT_YET_IN_FORCE = "notYetInForce",
        NO_LONGER_IN_FORCE = "noLongerInForce",
        // Directives
        GIVEN_BY = "givenBy",
        GIVEN_AT = "givenAt",
        ADDRESSED_TO = "addressedTo",
        AUDIENCE = "audience",
        HAS_DEADLINE = "deadline",
        DEADLINE_START = "deadlineStart",
        DEADLINE_END = "deadlineEnd",
        TOPIC = "topic",
        HAS_MODALITY = "modality",
        IMPLEMENTS = "implements",
        // Quantities
        INDICATOR = "indicator",
        CHANGE_VALUE = "changeValue",
        CHANGE_UNIT = "changeUnit",
        CHANGE_BASIS = "changeBasis",
        BOUND = "bound",
        STATUS = "status",
        STATED_AT = "statedAt",
        // Where it is said
        TEXT = "text",
        EVIDENCE = "evidence",
        RULE = "rule",
        CONFIDENCE = "confidence",
        SHA256 = "sha256",
        INPUT_HASH = "inputHash",
        // What joins articles
        COMPARISON = "Comparison",
        COMPARES = "compares",
        SCORE = "score",
        REASON = "reason",
        OUTCOME = "outcome",
        SAME_AS = "sameAs",
        CANDIDATE_SAME = "candidateSame",
        DIFFERENT_FROM = "differentFrom",
        RESOLUTION_HASH = "resolutionHash",
        // Concepts: outcomes of comparisons
        OUTCOMES = "outcomes",
        JOINED = "joined",
        PROPOSED = "proposed",
        UNDECIDED = "undecided",
        APART = "apart",
        // Concepts: roles
        ROLES = "roles",
        CHAIR = "chair",
        SPEAK = "speak",
        CONVEY = "convey",
        REPORT = "report",
        ATTEND = "attend",
        // Concepts: what becomes of somebody in a post
        CHANGES = "changes",
        APPOINT = "appoint",
        ELECT = "elect",
        NOMINATE = "nominate",
        REMOVE = "remove",
        RESIGN = "resign",
        DISMISS = "dismiss",
        // Concepts: modalities
        MODALITIES = "modalities",
        DUTY = "duty",
        PROHIBITION = "prohibition",
        PERMISSION = "permission",
        EXHORTATION = "exhortation",
        // Concepts: kinds of organisation
        AGENCY_CLASSES = "agency_classes",
        PARTY_COMMITTEE = "party_committee",
        PEOPLES_CONGRESS = "peoples_congress",
        GOVERNMENT = "government",
        CPPCC = "cppcc",
        DISCIPLINE = "discipline",
        SUPERVISORY = "supervisory",
        COURT = "court",
        PROCURATORATE = "procuratorate",
        DEPARTMENT = "department",
        COORDINATING_BODY = "coordinating_body",
        MASS_ORGANISATION = "mass_organisation",
        DEMOCRATIC_PARTY = "democratic_party",
        MILITARY = "military",
        ENTERPRISE = "enterprise",
        PUBLIC_INSTITUTION = "public_institution",
        SCHOOL = "school",
        ASSOCIATION = "association",
        GRASSROOTS = "grassroots",
        MEDIA = "media",
        OTHER = "other",
    }
);

namespace!(
    /// The Organization Ontology.
    org, "http://www.w3.org/ns/org#", {
        FORMAL_ORGANIZATION = "FormalOrganization",
        POST = "Post",
        MEMBERSHIP = "Membership",
        POST_IN = "postIn",
        MEMBER = "member",
        ORGANIZATION = "organization",
        CLASSIFICATION = "classification",
        SUB_ORGANIZATION_OF = "subOrganizationOf",
        CHANGE_EVENT = "ChangeEvent",
        ORIGINAL_ORGANIZATION = "originalOrganization",
        RESULTING_ORGANIZATION = "resultingOrganization",
    }
);

namespace!(
    /// The PROV Ontology.
    prov, "http://www.w3.org/ns/prov#", {
        AGENT = "agent",
        HAD_ROLE = "hadRole",
        WAS_DERIVED_FROM = "wasDerivedFrom",
    }
);

namespace!(
    /// schema.org.
    schema, "http://schema.org/", {
        NEWS_ARTICLE = "NewsArticle",
        ADMINISTRATIVE_AREA = "AdministrativeArea",
        PLACE = "Place",
        HEADLINE = "headline",
        DATE_PUBLISHED = "datePublished",
        AUTHOR = "author",
        IDENTIFIER = "identifier",
        ABOUT = "about",
        CONTENT_LOCATION = "contentLocation",
        START_DATE = "startDate",
        END_DATE = "endDate",
        LOCATION = "location",
        CONTAINED_IN_PLACE = "containedInPlace",
        VALUE = "value",
        UNIT_TEXT = "unitText",
    }
);

namespace!(
    /// The European Legislation Identifier.
    eli, "http://data.europa.eu/eli/ontology#", {
        LEGAL_RESOURCE = "LegalResource",
        LEGAL_EXPRESSION = "LegalExpression",
        TITLE = "title",
        ID_LOCAL = "id_local",
        REALIZES = "realizes",
        DATE_PUBLICATION = "date_publication",
        FIRST_DATE_ENTRY_IN_FORCE = "first_date_entry_in_force",
        DATE_NO_LONGER_IN_FORCE = "date_no_longer_in_force",
        IN_FORCE = "in_force",
        IN_FORCE_YES = "InForce-inForce",
        IN_FORCE_NO = "InForce-notInForce",
    }
);

namespace!(
    /// SKOS.
    skos, "http://www.w3.org/2004/02/skos/core#", {
        CONCEPT = "Concept",
        ALT_LABEL = "altLabel",
        NOTATION = "notation",
    }
);

namespace!(
    /// FOAF.
    foaf, "http://xmlns.com/foaf/0.1/", {
        PERSON = "Person",
    }
);

/// The concept of a kind of organisation, a term of [`Agency::class`](crate::facts::Agency::class):
/// data/classes.tsv names both; `zm:other` for what it does not have.
///
/// ```
/// use zhengmai::graph::vocab::{agency_class, zm};
/// assert_eq!(agency_class("政府"), zm::GOVERNMENT);
/// assert_eq!(agency_class("村民小组"), zm::OTHER);
/// ```
pub fn agency_class(class: &str) -> NamedNodeRef<'static> {
    static CONCEPTS: LazyLock<HashMap<&str, NamedNodeRef<'static>>> = LazyLock::new(|| {
        let concept = |term: &str| {
            let named = |node: &&NamedNodeRef<'static>| {
                node.as_str()
                    .split_once('#')
                    .is_some_and(|(_, local)| local == term)
            };
            zm::ALL.iter().find(named).copied()
        };
        Lexicon::embedded()
            .classes()
            .iter()
            .filter_map(|class| Some((class.name, concept(class.term)?)))
            .collect()
    });
    CONCEPTS.get(class).copied().unwrap_or(zm::OTHER)
}

/// The role concept of a [`Role::role`](crate::facts::Role::role).
pub fn role(name: &str) -> Option<NamedNodeRef<'static>> {
    Some(match name {
        "chair" => zm::CHAIR,
        "speak" => zm::SPEAK,
        "convey" => zm::CONVEY,
        "report" => zm::REPORT,
        "attend" => zm::ATTEND,
        _ => return None,
    })
}

/// The concept of an [`Appointment::kind`](crate::facts::Appointment::kind).
pub fn change(kind: &str) -> Option<NamedNodeRef<'static>> {
    Some(match kind {
        "appoint" => zm::APPOINT,
        "elect" => zm::ELECT,
        "nominate" => zm::NOMINATE,
        "remove" => zm::REMOVE,
        "resign" => zm::RESIGN,
        "dismiss" => zm::DISMISS,
        _ => return None,
    })
}

/// Which end of the tenure a decision of this kind sets; none a mere nomination.
pub fn bound_of(kind: &str) -> Option<NamedNodeRef<'static>> {
    Some(match kind {
        "appoint" | "elect" => zm::VALID_FROM,
        "remove" | "resign" | "dismiss" => zm::VALID_TO,
        _ => return None,
    })
}

/// The short cut from participant to meeting that a role gives, where it gives one.
pub fn short_cut(role: &str) -> Option<NamedNodeRef<'static>> {
    Some(match role {
        "chair" => zm::CHAIRED,
        "speak" => zm::SPOKE_AT,
        "attend" => zm::ATTENDED,
        _ => return None,
    })
}

/// The class of a document of this [`kind`](crate::facts::Document::kind).
pub fn document_class(kind: &str) -> NamedNodeRef<'static> {
    match kind {
        "law" => zm::LAW,
        "regulation" => zm::REGULATION,
        "rule" => zm::RULES,
        "plan" => zm::PLAN,
        "notice" => zm::NOTICE,
        "opinion" => zm::OPINION,
        "report" => zm::REPORT_DOCUMENT,
        "letter" => zm::LETTER,
        _ => eli::LEGAL_RESOURCE,
    }
}

/// What the meeting did with a document: the property of a
/// [`relation`](crate::facts::Document::relation).
pub fn document_relation(relation: &str) -> NamedNodeRef<'static> {
    match relation {
        "convey" => zm::CONVEYED,
        "review" => zm::REVIEWED,
        "cite" => zm::CITED,
        "submit" => zm::SUBMITTED,
        "issue" => zm::ISSUED,
        _ => zm::MENTIONS,
    }
}

/// The property from meeting to statute that says that no text of it was in force on the
/// meeting's day, for a [`force`](crate::facts::Statute::force) that says so.
pub fn out_of_force(force: &str) -> Option<NamedNodeRef<'static>> {
    Some(match force {
        "not yet in force" => zm::NOT_YET_IN_FORCE,
        "repealed" => zm::NO_LONGER_IN_FORCE,
        _ => return None,
    })
}

/// The concept of a [`modality`](crate::facts::Directive::modality).
pub fn modality(name: &str) -> Option<NamedNodeRef<'static>> {
    Some(match name {
        "duty" => zm::DUTY,
        "prohibition" => zm::PROHIBITION,
        "permission" => zm::PERMISSION,
        "exhortation" => zm::EXHORTATION,
        _ => return None,
    })
}
