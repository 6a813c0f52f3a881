//! Everything the graph says about a thing with a name.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef};
use serde::Serialize;

use super::error::QueryError;
use super::profile::Profile;
use super::sentence::{Place, Sentence};
use super::view::View;
use crate::graph::Graph;
use crate::graph::vocab::{eli, org, prov, schema, skos, zm};

/// One thing said of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What is said: `post`, `attended`, `cited by` ….
    pub property: String,
    /// Of whom or what.
    pub value: String,
    /// The node it is about, to ask on.
    pub iri: Option<String>,
    /// Where it is said.
    pub evidence: Vec<Sentence>,
}

/// Finds what is called so: by IRI, else by whole name (also an abbreviation), else by a
/// part of the name. Nothing found gives an empty list.
pub fn show(graph: &Graph, name: &str) -> Result<Vec<Profile>, QueryError> {
    let view = View(graph);
    let mut profiles = Vec::new();
    for identities in view.called(name)? {
        profiles.extend(view.profile_of(&identities)?);
    }
    Ok(profiles)
}

/// What is said of a node itself.
pub(super) fn facts_of(view: View<'_>, node: &NamedNode) -> Result<Vec<Fact>, QueryError> {
    let mut facts = Facts {
        view,
        list: Vec::new(),
    };
    match view.kind(node)? {
        "official" => facts.of_official(node)?,
        "agency" => facts.of_agency(node)?,
        "meeting" => facts.of_meeting(node)?,
        "document" => facts.of_document(node)?,
        _ => facts.of_concept(node)?,
    }
    Ok(facts.list)
}

/// Gathers the facts of one thing.
struct Facts<'a> {
    view: View<'a>,
    list: Vec<Fact>,
}

impl Facts<'_> {
    fn push(
        &mut self,
        property: &str,
        value: String,
        iri: Option<&NamedNode>,
        evidence: Vec<Sentence>,
    ) {
        self.list.push(Fact {
            property: property.to_owned(),
            value,
            iri: iri.map(|iri| iri.as_str().to_owned()),
            evidence,
        });
    }

    /// A fact about another node, with what some articles say of that node.
    fn about(
        &mut self,
        property: &str,
        node: &NamedNode,
        articles: &BTreeSet<String>,
    ) -> Result<(), QueryError> {
        let value = self.view.label(node)?;
        let places = self.view.places(node)?;
        let evidence = self
            .view
            .sentences(node, &places, |article| articles.contains(article))?;
        self.push(property, value, Some(node), evidence);
        Ok(())
    }

    fn literals(
        &mut self,
        property: &str,
        node: &NamedNode,
        term: NamedNodeRef<'_>,
    ) -> Result<(), QueryError> {
        for value in self.view.values(node, term)? {
            self.push(property, value, None, Vec::new());
        }
        Ok(())
    }

    fn links(
        &mut self,
        property: &str,
        node: &NamedNode,
        term: NamedNodeRef<'_>,
    ) -> Result<(), QueryError> {
        for other in self.view.nodes(node, term)? {
            let value = self.view.label(&other)?;
            self.push(property, value, Some(&other), Vec::new());
        }
        Ok(())
    }

    fn of_official(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        for tenure in view.subjects(org::MEMBER, node)? {
            let seen = seen(&view.values(&tenure, zm::OBSERVED_ON)?);
            let value = format!(
                "{}{seen}{}",
                self.view.post_of(&tenure)?,
                view.bounds(&tenure)?
            );
            self.push("post", value, Some(&tenure), view.evidence(&tenure)?);
        }
        self.participations(node)?;
        self.directives("demanded", view.subjects(zm::GIVEN_BY, node)?)
    }

    fn of_agency(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        self.links("kind", node, org::CLASSIFICATION)?;
        self.links("jurisdiction", node, zm::JURISDICTION)?;
        self.list.extend(view.history(node)?);
        for tenure in view.subjects(org::ORGANIZATION, node)? {
            for member in view.nodes(&tenure, org::MEMBER)? {
                let seen = seen(&view.values(&tenure, zm::OBSERVED_ON)?);
                let (member_label, bounds) = (view.label(&member)?, view.bounds(&tenure)?);
                let value = format!("{member_label} {}{seen}{bounds}", view.label(&tenure)?);
                self.push("official", value, Some(&member), view.evidence(&tenure)?);
            }
        }
        self.participations(node)?;
        self.directives("demanded", view.subjects(zm::GIVEN_BY, node)?)?;
        self.directives("was told", view.subjects(zm::ADDRESSED_TO, node)?)?;
        let mut documents = view.subjects(zm::ISSUED_BY, node)?;
        documents.sort();
        for document in documents {
            let value = view.label(&document)?;
            self.push("issued", value, Some(&document), view.evidence(&document)?);
        }
        Ok(())
    }

    fn of_meeting(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        let articles = self.articles(node)?;
        self.literals("date", node, schema::START_DATE)?;
        self.literals("place", node, schema::LOCATION)?;
        self.links("jurisdiction", node, zm::JURISDICTION)?;
        let mut parts = Vec::new();
        for part in view.subjects(zm::IN_MEETING, node)? {
            parts.push((view.number(&part, zm::LIST_ORDER)?, part));
        }
        parts.sort();
        for (_, part) in parts {
            for agent in view.nodes(&part, prov::AGENT)? {
                let mut capacities = Vec::new();
                for tenure in view.nodes(&part, zm::IN_CAPACITY)? {
                    capacities.push(self.view.post_of(&tenure)?);
                }
                let capacity = if capacities.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", capacities.join(", "))
                };
                let value = format!("{}{capacity}", view.label(&agent)?);
                let property = roles(&view.nodes(&part, prov::HAD_ROLE)?);
                self.push(&property, value, Some(&agent), view.evidence(&part)?);
            }
        }
        for (property, term) in RELATIONS {
            for document in view.nodes(node, *term)? {
                self.about(property, &document, &articles)?;
            }
        }
        for text in view.nodes(node, zm::TEXT_IN_FORCE)? {
            for statute in view.nodes(&text, eli::REALIZES)? {
                let day = text.as_str().rsplit('/').next().unwrap_or_default();
                let value = format!("{} of {day}", view.label(&statute)?);
                self.push("in force", value, Some(&text), Vec::new());
            }
        }
        self.links("not yet in force", node, zm::NOT_YET_IN_FORCE)?;
        self.links("no longer in force", node, zm::NO_LONGER_IN_FORCE)?;
        self.directives("demanded", view.subjects(zm::GIVEN_AT, node)?)?;
        for other in view.nodes(node, zm::MENTIONS)? {
            self.about("mentioned", &other, &articles)?;
        }
        for article in view.subjects(schema::ABOUT, node)? {
            let value = view.label(&article)?;
            self.push("reported in", value, Some(&article), Vec::new());
        }
        if self.list.iter().all(|fact| fact.evidence.is_empty()) {
            let evidence = view.evidence(node)?;
            self.push("named", view.label(node)?, Some(node), evidence);
        }
        Ok(())
    }

    fn of_document(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        self.links("jurisdiction", node, zm::JURISDICTION)?;
        self.literals("number", node, eli::ID_LOCAL)?;
        self.links("issued by", node, zm::ISSUED_BY)?;
        for text in view.subjects(eli::REALIZES, node)? {
            let mut value = Vec::new();
            for (word, property) in [
                ("published", eli::DATE_PUBLICATION),
                ("in force from", eli::FIRST_DATE_ENTRY_IN_FORCE),
                ("until", eli::DATE_NO_LONGER_IN_FORCE),
            ] {
                if let Some(date) = view.value(&text, property)? {
                    value.push(format!("{word} {date}"));
                }
            }
            self.push("text", value.join(", "), Some(&text), Vec::new());
        }
        let places = view.places(node)?;
        for (property, term) in RELATIONS {
            self.contexts(&format!("{property} by"), node, *term, &places)?;
        }
        self.directives("carried out by", view.subjects(zm::IMPLEMENTS, node)?)?;
        Ok(())
    }

    fn of_concept(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        self.literals("code", node, skos::NOTATION)?;
        self.links("in", node, schema::CONTAINED_IN_PLACE)?;
        self.contexts("mentioned by", node, zm::MENTIONS, &view.places(node)?)
    }

    /// The meetings and articles that a property comes from, each with the sentences of
    /// its own articles.
    fn contexts(
        &mut self,
        property: &str,
        node: &NamedNode,
        term: NamedNodeRef<'_>,
        places: &[Place],
    ) -> Result<(), QueryError> {
        let view = self.view;
        let mut facts = Vec::new();
        for context in view.subjects(term, node)? {
            let date = view.value(&context, schema::START_DATE)?;
            facts.push((date, view.label(&context)?, context));
        }
        facts.sort();
        for (date, label, context) in facts {
            let articles = self.articles(&context)?;
            let evidence = view.sentences(node, places, |article| articles.contains(article))?;
            self.push(property, dated(label, date), Some(&context), evidence);
        }
        Ok(())
    }

    /// The articles that report a meeting; an article itself.
    fn articles(&self, context: &NamedNode) -> Result<BTreeSet<String>, QueryError> {
        let about = self.view.subjects(schema::ABOUT, context)?;
        Ok(about
            .iter()
            .chain([context])
            .map(|a| a.as_str().to_owned())
            .collect())
    }

    /// What an official or an agency took part in.
    fn participations(&mut self, node: &NamedNode) -> Result<(), QueryError> {
        let view = self.view;
        let mut facts = Vec::new();
        for part in view.subjects(prov::AGENT, node)? {
            for meeting in view.nodes(&part, zm::IN_MEETING)? {
                let date = view.value(&meeting, schema::START_DATE)?;
                let value = dated(view.label(&meeting)?, date.clone());
                facts.push((date, value, meeting, part.clone()));
            }
        }
        facts.sort();
        for (_, value, meeting, part) in facts {
            let property = roles(&view.nodes(&part, prov::HAD_ROLE)?);
            self.push(&property, value, Some(&meeting), view.evidence(&part)?);
        }
        Ok(())
    }

    fn directives(&mut self, property: &str, directives: Vec<NamedNode>) -> Result<(), QueryError> {
        let mut ordered = Vec::new();
        for directive in directives {
            ordered.push((self.view.number(&directive, zm::LIST_ORDER)?, directive));
        }
        ordered.sort();
        for (_, directive) in ordered {
            let value = self.view.demand(&directive)?;
            let evidence = self.view.evidence(&directive)?;
            self.push(property, value, Some(&directive), evidence);
        }
        Ok(())
    }
}

impl View<'_> {
    /// `安阳市人民政府 常务副市长`
    pub(super) fn post_of(self, tenure: &NamedNode) -> Result<String, QueryError> {
        let agency = match self.nodes(tenure, org::ORGANIZATION)?.first() {
            Some(agency) => self.label(agency)?,
            None => String::new(),
        };
        Ok(format!("{agency} {}", self.label(tenure)?)
            .trim()
            .to_owned())
    }

    /// The words of a directive and its deadlines.
    pub(super) fn demand(self, directive: &NamedNode) -> Result<String, QueryError> {
        let mut value = self.label(directive)?;
        for deadline in self.nodes(directive, zm::HAS_DEADLINE)? {
            let said = self.label(&deadline)?;
            let day = self.value(&deadline, zm::DEADLINE_END)?;
            let due = day.map_or(said.clone(), |day| format!("{said}, {day}"));
            value.push_str(&format!(" (due {due})"));
        }
        Ok(value)
    }
}

/// What a meeting does with documents.
pub(super) const RELATIONS: &[(&str, NamedNodeRef<'static>)] = &[
    ("conveyed", zm::CONVEYED),
    ("reviewed", zm::REVIEWED),
    ("cited", zm::CITED),
    ("submitted", zm::SUBMITTED),
    ("issued", zm::ISSUED),
];

/// `chaired, spoke`; plain attendance goes without saying where there is more.
pub(super) fn roles(concepts: &[NamedNode]) -> String {
    let words: Vec<&str> = [
        (zm::CHAIR, "chaired"),
        (zm::SPEAK, "spoke"),
        (zm::CONVEY, "conveyed"),
        (zm::REPORT, "reported"),
    ]
    .into_iter()
    .filter(|(concept, _)| concepts.iter().any(|c| c == concept))
    .map(|(_, word)| word)
    .collect();
    if words.is_empty() {
        "attended".to_owned()
    } else {
        words.join(", ")
    }
}

pub(super) fn seen(dates: &[String]) -> String {
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first != last => format!(" ({first} to {last})"),
        (Some(only), _) => format!(" ({only})"),
        _ => String::new(),
    }
}

fn dated(label: String, date: Option<String>) -> String {
    match date {
        Some(date) => format!("{label} ({date})"),
        None => label,
    }
}
