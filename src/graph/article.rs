//! Record → the quads of its article's named graph: the one place where fields become
//! triples. Knows the record and the vocabulary, no store and no Chinese;
//! names of places are looked up.

use std::collections::BTreeMap;

use oxigraph::model::{
    GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, vocab::rdf, vocab::rdfs, vocab::xsd,
};
use sha2::{Digest, Sha256};

mod appointments;
mod demands;
mod documents;
mod quantities;

use super::iri;
use super::place;
use super::vocab::{self, foaf, org, prov, schema, skos, zm};
use crate::base::PartialDate;
use crate::facts::{Agency, CodePoints, Document, Evidence, Meeting, Person, Post, Record};
use crate::lexicon::Level;

/// Version of the rules: a hash of all sources and tables that decide how an article is read
/// and what its graph is. Articles that were read by others are read again.
pub const RULES: &str = env!("ZHENGMAI_RULES");

/// The language of everything that was read: zh-Hans, in lower case as RDF 1.1 compares it.
pub(super) const LANGUAGE: &str = "zh-hans";

/// The hash that names the article, see [`Article::hash`](crate::ingest::Article::hash).
pub fn article_hash(record: &Record) -> String {
    blake3::hash(record.text.as_bytes()).to_hex()[..16].to_owned()
}

/// The article's IRI, which is also the name of its graph.
pub fn article_iri(record: &Record) -> String {
    iri::article(&article_hash(record)).into_string()
}

/// A hash of everything the article's graph is made of, except where the article came from.
pub(super) fn record_hash(record: &Record) -> String {
    let anonymous = Record {
        id: String::new(),
        source: None,
        ..record.clone()
    };
    // A record has string keys alone, so nothing in it can fail to serialise.
    digest(&[&serde_json::to_string(&anonymous).unwrap_or_default()])
}

/// A hash of some texts and of the rules that make a graph of them.
pub(super) fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [RULES].iter().chain(parts) {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// The id that the article's source gave it, where it gave one.
pub(super) fn own_id(record: &Record) -> Option<&str> {
    (!record.id.is_empty() && record.id != article_hash(record)).then_some(record.id.as_str())
}

/// Makes the quads of an article's graph: sorted, each once, the same on every machine.
pub fn quads(record: &Record) -> Vec<Quad> {
    let mut quads = unsorted_quads(record);
    quads.sort_by_cached_key(ToString::to_string);
    quads.dedup();
    quads
}

/// The same in the order in which they are made, repeated ones too: what a store needs.
pub(super) fn unsorted_quads(record: &Record) -> Vec<Quad> {
    let hash = article_hash(record);
    let article = iri::article(&hash);
    let mut out = Writer {
        hash: hash.clone(),
        graph: article.clone().into(),
        article,
        statutes: statutes(record),
        quads: Vec::new(),
    };
    let meetings: Vec<NamedNode> = record
        .meetings
        .iter()
        .map(|m| {
            iri::meeting(
                m.jurisdiction.as_deref().unwrap_or(&hash),
                m.date.as_deref(),
                &hash,
                &m.name,
            )
        })
        .collect();
    let date = record
        .meetings
        .first()
        .and_then(|m| m.date.as_deref())
        .or(record.published.as_deref())
        .and_then(date);
    let persons: BTreeMap<&str, NamedNode> = record
        .persons
        .iter()
        .map(|p| {
            let code = p.jurisdiction.as_deref().or(record.region_code.as_deref());
            (p.name.as_str(), iri::person(code.unwrap_or(&hash), &p.name))
        })
        .collect();
    let agencies: BTreeMap<&str, NamedNode> = record
        .agencies
        .iter()
        .map(|a| {
            (
                a.name.as_str(),
                iri::agency(a.jurisdiction.as_deref().unwrap_or(&hash), &a.local),
            )
        })
        .collect();
    let agent = |name: &str| persons.get(name).or_else(|| agencies.get(name)).cloned();
    let main = meetings.first();

    out.article(record, main);
    out.places(record);
    for person in &record.persons {
        out.person(person, &persons[person.name.as_str()]);
    }
    for agency in &record.agencies {
        out.agency(agency, &agencies[agency.name.as_str()]);
    }
    let mut tenures: BTreeMap<[&str; 3], NamedNode> = BTreeMap::new();
    for post in &record.posts {
        if let Some(person) = persons.get(post.person.as_str()) {
            let tenure = out.post(post, person, &agencies, date.as_ref());
            tenures.insert([&post.person, &post.agency, &post.title], tenure);
        }
    }
    for (i, (meeting, node)) in record.meetings.iter().zip(&meetings).enumerate() {
        out.meeting(meeting, node);
        if i > 0 {
            out.add(&meetings[0], zm::MENTIONS, node.clone());
        }
    }
    if let Some(meeting) = main {
        for role in &record.roles {
            let (Some(agent), Some(concept)) = (agent(&role.who), vocab::role(&role.role)) else {
                continue;
            };
            let node = iri::participation(meeting, &agent);
            out.add(&node, rdf::TYPE, zm::PARTICIPATION);
            out.add(&node, zm::IN_MEETING, meeting.clone());
            out.add(&node, prov::AGENT, agent.clone());
            out.add(&node, prov::HAD_ROLE, concept);
            out.add(&node, zm::LIST_ORDER, integer(role.order));
            for capacity in &role.capacity {
                let key = [&role.who, &capacity.agency, &capacity.title];
                if let Some(tenure) = tenures.get(&key.map(String::as_str)) {
                    out.add(&node, zm::IN_CAPACITY, tenure.clone());
                }
            }
            out.evidence(&node, &role.evidence);
            if let Some(short_cut) = vocab::short_cut(&role.role) {
                out.add(&agent, short_cut, meeting.clone());
            }
        }
    }
    for item in &record.appointments {
        if let Some(person) = persons.get(item.person.as_str()) {
            let tenure = tenures.get(&[&*item.person, &*item.agency, &*item.title]);
            let named = record.meetings.iter().zip(&meetings);
            let decision = appointments::Decision {
                person,
                tenure,
                by: item.by.as_deref().and_then(agent),
                meeting: named
                    .filter(|(m, _)| Some(&m.name) == item.meeting.as_ref())
                    .map(|(_, node)| node)
                    .next(),
            };
            out.appointment(item, decision);
        }
    }
    let context = main.unwrap_or(&out.article).clone();
    for document in &record.documents {
        out.document(document, &context, &agencies);
    }
    for (i, name) in record.initiatives.iter().enumerate() {
        let node = iri::initiative(name);
        out.add(&node, rdf::TYPE, skos::CONCEPT);
        out.label(&node, name);
        out.add(&context, zm::MENTIONS, node.clone());
        out.first_evidence(&node, record.evidence.initiatives.get(i));
    }
    for directive in &record.directives {
        out.directive(directive, &context, main, &agencies, agent(&directive.by));
    }
    for quantity in &record.quantities {
        out.quantity(quantity, &context, main);
    }
    out.quads
}

/// Collects the quads of one article.
struct Writer {
    /// The article's hash: the scope of what has no known jurisdiction.
    hash: String,
    article: NamedNode,
    graph: GraphName,
    /// Titles of statutes as the table has them, by what the article calls them.
    statutes: BTreeMap<String, String>,
    quads: Vec<Quad>,
}

fn statutes(record: &Record) -> BTreeMap<String, String> {
    let known = |d: &Document| Some((d.title.clone(), d.statute.as_ref()?.title.clone()));
    record.documents.iter().filter_map(known).collect()
}

impl Writer {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(
            subject.clone(),
            predicate.into_owned(),
            object,
            self.graph.clone(),
        ));
    }

    fn label(&mut self, node: &NamedNode, label: &str) {
        self.add(node, rdfs::LABEL, chinese(label));
    }

    fn jurisdiction(&mut self, node: &NamedNode, code: Option<&str>) {
        let Some(code) = code else { return };
        let division = iri::division(code);
        self.add(node, zm::JURISDICTION, division.clone());
        if code.len() == 9 {
            self.township(&division, code);
        }
    }

    /// Describes a township: the reference graph ends at the counties.
    fn township(&mut self, node: &NamedNode, code: &str) {
        let Some(township) = place::by_code(code) else {
            return;
        };
        self.add(node, rdf::TYPE, schema::ADMINISTRATIVE_AREA);
        self.label(node, township.name);
        self.add(node, skos::NOTATION, Literal::from(code));
        self.add(
            node,
            schema::CONTAINED_IN_PLACE,
            iri::division(township.parent),
        );
    }

    /// Says where the text says it (every place) and by which rule.
    fn evidence(&mut self, node: &NamedNode, evidence: &Evidence) {
        self.spans(node, &evidence.spans, &evidence.rule);
    }

    /// The same with the first place alone, for what a text names over and over.
    fn first_evidence(&mut self, node: &NamedNode, evidence: Option<&Evidence>) {
        if let Some(evidence) = evidence {
            let first = &evidence.spans[..evidence.spans.len().min(1)];
            self.spans(node, first, &evidence.rule);
        }
    }

    fn spans(&mut self, node: &NamedNode, spans: &[CodePoints], rule: &str) {
        for &span in spans {
            let place = iri::evidence(&self.article, span);
            self.add(node, zm::EVIDENCE, place);
        }
        if !rule.is_empty() {
            self.add(node, zm::RULE, Literal::from(rule));
        }
    }

    fn article(&mut self, record: &Record, main: Option<&NamedNode>) {
        let node = self.article.clone();
        self.add(&node, rdf::TYPE, schema::NEWS_ARTICLE);
        if let Some(title) = &record.title {
            self.add(&node, schema::HEADLINE, chinese(title));
        }
        if let Some(published) = record.published.as_deref().and_then(date) {
            self.add(&node, schema::DATE_PUBLISHED, published);
        }
        for journalist in &record.journalists {
            self.add(&node, schema::AUTHOR, chinese(journalist));
        }
        if let Some(id) = own_id(record) {
            self.add(&node, schema::IDENTIFIER, Literal::from(id));
        }
        if let Some(source) = &record.source {
            self.add(
                &node,
                prov::WAS_DERIVED_FROM,
                iri::source(source, own_id(record)),
            );
        }
        if let Some(main) = main {
            self.add(&node, schema::ABOUT, main.clone());
        }
        self.jurisdiction(&node, record.region_code.as_deref());
        self.add(&node, zm::TEXT, chinese(&record.text));
        let sha256 = Sha256::digest(record.text.as_bytes());
        let sha256: String = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        self.add(&node, zm::SHA256, Literal::from(sha256));
    }

    fn places(&mut self, record: &Record) {
        let article = self.article.clone();
        for (i, name) in record.places.iter().enumerate() {
            let division = place::division_of(name, record.region_code.as_deref());
            let (node, class) = match division {
                Some(division) => (iri::division(division.code), schema::ADMINISTRATIVE_AREA),
                None => (iri::place(name), schema::PLACE),
            };
            if division.is_some_and(|division| division.level == Level::Township) {
                self.township(&node, division.map_or("", |division| division.code));
            }
            self.add(&node, rdf::TYPE, class);
            self.label(&node, name);
            self.add(&article, schema::CONTENT_LOCATION, node.clone());
            self.first_evidence(&node, record.evidence.places.get(i));
        }
    }

    fn person(&mut self, person: &Person, node: &NamedNode) {
        self.add(node, rdf::TYPE, foaf::PERSON);
        self.label(node, &person.name);
        self.first_evidence(node, Some(&person.evidence));
    }

    fn agency(&mut self, agency: &Agency, node: &NamedNode) {
        self.organisation(
            node,
            &agency.name,
            agency.jurisdiction.as_deref(),
            &agency.class,
        );
        for surface in agency.surfaces.iter().filter(|s| **s != agency.name) {
            self.add(node, skos::ALT_LABEL, chinese(surface));
        }
        self.first_evidence(node, Some(&agency.evidence));
    }

    fn organisation(&mut self, node: &NamedNode, name: &str, code: Option<&str>, class: &str) {
        self.add(node, rdf::TYPE, org::FORMAL_ORGANIZATION);
        self.label(node, name);
        self.add(node, org::CLASSIFICATION, vocab::agency_class(class));
        self.jurisdiction(node, code);
    }

    /// Writes the post and the tenure; returns the tenure.
    fn post(
        &mut self,
        post: &Post,
        person: &NamedNode,
        agencies: &BTreeMap<&str, NamedNode>,
        date: Option<&Literal>,
    ) -> NamedNode {
        let code = post.jurisdiction.as_deref();
        let scope = code.unwrap_or(&self.hash).to_owned();
        let agency = iri::agency(&scope, &post.local);
        if !agencies.values().any(|known| *known == agency) {
            // Only the title implies it: 市长 holds a post in a government not named.
            self.organisation(&agency, &post.agency, code, &post.class);
        }
        let node = iri::post(&scope, &post.local, &post.title);
        self.add(&node, rdf::TYPE, org::POST);
        self.label(&node, &post.title);
        self.add(&node, org::POST_IN, agency.clone());
        let tenure = iri::tenure(person, &node);
        self.add(&tenure, rdf::TYPE, org::MEMBERSHIP);
        self.add(&tenure, org::MEMBER, person.clone());
        self.add(&tenure, org::ORGANIZATION, agency);
        self.add(&tenure, zm::POST, node);
        if let Some(date) = date {
            self.add(&tenure, zm::OBSERVED_ON, date.clone());
        }
        self.evidence(&tenure, &post.evidence);
        tenure
    }

    fn meeting(&mut self, meeting: &Meeting, node: &NamedNode) {
        self.add(node, rdf::TYPE, zm::MEETING);
        self.label(node, &meeting.name);
        if let Some(date) = meeting.date.as_deref().and_then(date) {
            self.add(node, schema::START_DATE, date);
        }
        if let Some(place) = &meeting.place {
            self.add(node, schema::LOCATION, chinese(place));
        }
        self.jurisdiction(node, meeting.jurisdiction.as_deref());
        self.evidence(node, &meeting.evidence);
    }
}

/// A literal in the language of what was read.
pub(crate) fn chinese(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, LANGUAGE)
}

fn integer(value: usize) -> Literal {
    Literal::new_typed_literal(value.to_string(), xsd::INTEGER)
}

/// A date with the XML Schema type of what is known of it.
///
/// ```
/// use zhengmai::graph::date;
/// assert_eq!(
///     date("--05-29").unwrap().to_string(),
///     r#""--05-29"^^<http://www.w3.org/2001/XMLSchema#gMonthDay>"#
/// );
/// assert!(date("2018-02-30").is_none());
/// ```
pub fn date(text: &str) -> Option<Literal> {
    let date: PartialDate = text.parse().ok()?;
    let datatype = match (date.year, date.month, date.day) {
        (Some(_), Some(_), Some(_)) => xsd::DATE,
        (Some(_), Some(_), None) => xsd::G_YEAR_MONTH,
        (Some(_), None, _) => xsd::G_YEAR,
        (None, _, _) => xsd::G_MONTH_DAY,
    };
    Some(Literal::new_typed_literal(date.to_string(), datatype))
}
