//! What leads from one thing to another in a single step, and what says so: the table that
//! `path` walks by.
//!
//! Some facts are one property (a document's issuer), others stand in a node of their own (a
//! tenure, a participation): the step then leads through it. Divisions, places, initiatives,
//! posts and articles are in no step: to share one of them connects nobody.

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::error::QueryError;
use super::sentence::Sentence;
use super::show::{Fact, roles, seen};
use super::view::View;
use crate::graph::vocab::{org, prov, schema, zm};

/// Kinds of things that steps lead between.
pub(super) const WALKED: &[&str] = &["official", "agency", "meeting", "document", "directive"];

/// Sentences shown for one fact: a tenure of years is said in hundreds.
const TOLD: usize = 3;

/// One kind of step.
struct Relation {
    /// From the fact's node to the one end; nothing where the end itself has the property.
    from: Option<NamedNodeRef<'static>>,
    /// From the fact's node, or from the one end, to the other end.
    to: &'static [NamedNodeRef<'static>],
    /// What the one end is to the other: `holds post in`.
    there: &'static str,
    /// What the other is to the one: `has official`.
    back: &'static str,
    /// Who of the two, or the fact, is said by sentences.
    said: Said,
}

/// Where a step has its sentences from.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    /// The node of the fact, or the one end where there is none.
    Itself,
    /// The other end, in the articles that report the one.
    Within,
    /// No sentence: what joins articles, and reference data.
    Nowhere,
}

const fn through(
    from: NamedNodeRef<'static>,
    to: &'static [NamedNodeRef<'static>],
    there: &'static str,
    back: &'static str,
) -> Relation {
    Relation {
        from: Some(from),
        to,
        there,
        back,
        said: Said::Itself,
    }
}

const fn direct(
    to: &'static [NamedNodeRef<'static>],
    there: &'static str,
    back: &'static str,
    said: Said,
) -> Relation {
    Relation {
        from: None,
        to,
        there,
        back,
        said,
    }
}

const RELATIONS: &[Relation] = &[
    through(
        org::MEMBER,
        &[org::ORGANIZATION],
        "holds post in",
        "has official",
    ),
    through(
        prov::AGENT,
        &[zm::IN_MEETING],
        "took part in",
        "participant",
    ),
    through(
        zm::APPOINTEE,
        &[zm::TO_POST, org::POST_IN],
        "post changed in",
        "changed post of",
    ),
    through(
        zm::APPOINTEE,
        &[zm::DECIDED_BY],
        "post decided by",
        "decided post of",
    ),
    through(
        zm::APPOINTEE,
        &[zm::DECIDED_AT],
        "post decided at",
        "decided post of",
    ),
    Relation {
        said: Said::Nowhere,
        ..through(
            org::ORIGINAL_ORGANIZATION,
            &[org::RESULTING_ORGANIZATION],
            "became",
            "was before",
        )
    },
    direct(
        &[org::SUB_ORGANIZATION_OF],
        "part of",
        "has part",
        Said::Nowhere,
    ),
    direct(&[zm::SAME_AS], "same as", "same as", Said::Nowhere),
    direct(&[zm::CONVEYED], "conveyed", "conveyed at", Said::Within),
    direct(&[zm::REVIEWED], "reviewed", "reviewed at", Said::Within),
    direct(&[zm::CITED], "cited", "cited at", Said::Within),
    direct(&[zm::SUBMITTED], "submitted", "submitted at", Said::Within),
    direct(&[zm::ISSUED], "issued", "issued at", Said::Within),
    direct(&[zm::MENTIONS], "mentioned", "mentioned at", Said::Within),
    direct(&[zm::ISSUED_BY], "issued by", "issued", Said::Itself),
    direct(&[zm::GIVEN_BY], "demanded by", "demanded", Said::Itself),
    direct(
        &[zm::GIVEN_AT],
        "demanded at",
        "demand made there",
        Said::Itself,
    ),
    direct(
        &[zm::ADDRESSED_TO],
        "addressed to",
        "was told",
        Said::Itself,
    ),
    direct(
        &[zm::IMPLEMENTS],
        "carries out",
        "carried out by",
        Said::Itself,
    ),
];

/// A step from a known thing to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// Where it leads.
    pub to: NamedNode,
    /// Place in the table.
    relation: usize,
    /// Whether it leads from the one end of the relation to the other.
    there: bool,
    /// The node of the fact, where it has one.
    fact: Option<NamedNode>,
}

impl Link {
    /// The same step the other way, which leads back to where it came from.
    pub fn reversed(&self, from: &NamedNode) -> Self {
        Self {
            to: from.clone(),
            there: !self.there,
            ..self.clone()
        }
    }
}

impl View<'_> {
    /// All steps from a thing, sorted; nothing where they lead to more than `most` things.
    pub(super) fn links(
        self,
        node: &NamedNode,
        most: usize,
    ) -> Result<Option<Vec<Link>>, QueryError> {
        let mut links = BTreeSet::new();
        let mut ends = BTreeSet::new();
        for (relation, shape) in RELATIONS.iter().enumerate() {
            for there in [true, false] {
                let ask = Ask { view: self, most };
                let Some(found) = ask.of(shape, node, there)? else {
                    return Ok(None);
                };
                for (fact, to) in found {
                    if to == *node || !WALKED.contains(&self.kind(&to)?) {
                        continue;
                    }
                    ends.insert(to.clone());
                    if ends.len() > most {
                        return Ok(None);
                    }
                    links.insert(Link {
                        to,
                        relation,
                        there,
                        fact,
                    });
                }
            }
        }
        Ok(Some(links.into_iter().collect()))
    }

    /// What a step says, with its sentences.
    pub(super) fn told(self, from: &NamedNode, link: &Link) -> Result<Fact, QueryError> {
        let relation = &RELATIONS[link.relation];
        let (one, other) = if link.there {
            (from, &link.to)
        } else {
            (&link.to, from)
        };
        let evidence = match relation.said {
            Said::Nowhere => Vec::new(),
            Said::Itself => self.first_evidence(link.fact.as_ref().unwrap_or(one))?,
            Said::Within => self.evidence_within(one, other)?,
        };
        let property = if link.there {
            relation.there
        } else {
            relation.back
        };
        Ok(Fact {
            property: property.to_owned(),
            value: match &link.fact {
                Some(fact) => self.detail(fact)?,
                None if relation.there == "same as" => self.why_same(one, other)?,
                None => String::new(),
            },
            iri: link.fact.as_ref().map(|fact| fact.as_str().to_owned()),
            evidence,
        })
    }

    /// What the node of a fact says besides its ends.
    fn detail(self, fact: &NamedNode) -> Result<String, QueryError> {
        Ok(match self.kind(fact)? {
            "tenure" => {
                let seen = seen(&self.values(fact, zm::OBSERVED_ON)?);
                format!("{}{seen}{}", self.label(fact)?, self.bounds(fact)?)
            }
            "participation" => roles(&self.nodes(fact, prov::HAD_ROLE)?),
            "appointment" => self.decision(fact)?,
            "change" => [schema::START_DATE, schema::END_DATE]
                .into_iter()
                .filter_map(|property| self.value(fact, property).transpose())
                .collect::<Result<BTreeSet<_>, _>>()?
                .into_iter()
                .collect::<Vec<_>>()
                .join(" to "),
            _ => String::new(),
        })
    }

    /// `appoint 副市长 (2023-06-28)`
    pub(super) fn decision(self, appointment: &NamedNode) -> Result<String, QueryError> {
        let day = self.value(appointment, zm::DECIDED_ON)?;
        let day = day.map_or(String::new(), |day| format!(" ({day})"));
        let word = self.change_word(appointment)?;
        Ok(format!("{word} {}{day}", self.label(appointment)?))
    }

    /// `appoint`, `remove` …: what a decision does.
    pub(super) fn change_word(self, appointment: &NamedNode) -> Result<String, QueryError> {
        let changes = self.nodes(appointment, zm::CHANGE)?;
        let concept = changes.first().map_or("", |concept| concept.as_str());
        Ok(concept
            .split_once('#')
            .map_or("change", |(_, word)| word)
            .to_owned())
    }

    /// What spoke for joining two nodes.
    fn why_same(self, one: &NamedNode, other: &NamedNode) -> Result<String, QueryError> {
        for comparison in self.subjects(zm::COMPARES, one)? {
            if self.nodes(&comparison, zm::COMPARES)?.contains(other) {
                return Ok(self.values(&comparison, zm::REASON)?.join("; "));
            }
        }
        Ok(String::new())
    }

    /// The first sentences that say a node.
    pub(super) fn first_evidence(self, node: &NamedNode) -> Result<Vec<Sentence>, QueryError> {
        let mut places = self.places(node)?;
        places.truncate(TOLD);
        self.sentences(node, &places, |_| true)
    }

    /// The first sentences that say a node in the articles that report `context`, a meeting
    /// or an article.
    pub(super) fn evidence_within(
        self,
        context: &NamedNode,
        node: &NamedNode,
    ) -> Result<Vec<Sentence>, QueryError> {
        let about = self.subjects(schema::ABOUT, context)?;
        let articles: BTreeSet<&str> = about
            .iter()
            .chain([context])
            .map(NamedNode::as_str)
            .collect();
        let mut places = self.places(node)?;
        places.retain(|(article, _)| articles.contains(article.as_str()));
        places.truncate(TOLD);
        self.sentences(node, &places, |_| true)
    }
}

/// A look-up that gives up where it finds more than `most`.
struct Ask<'a> {
    view: View<'a>,
    most: usize,
}

type Found = Vec<(Option<NamedNode>, NamedNode)>;

impl Ask<'_> {
    /// What a relation leads to from its one end (`there`) or from the other, each with the
    /// node of the fact.
    fn of(
        &self,
        relation: &Relation,
        node: &NamedNode,
        there: bool,
    ) -> Result<Option<Found>, QueryError> {
        let view = self.view;
        let Some(property) = relation.from else {
            let ends = if there {
                Some(self.along(node, relation.to)?)
            } else {
                self.against(node, relation.to)?
            };
            return Ok(ends.map(|ends| ends.into_iter().map(|end| (None, end)).collect()));
        };
        let facts = if there {
            self.against(node, &[property])?
        } else {
            self.against(node, relation.to)?
        };
        let Some(facts) = facts else { return Ok(None) };
        let mut found = Vec::new();
        for fact in facts {
            let ends = if there {
                self.along(&fact, relation.to)?
            } else {
                view.nodes(&fact, property)?
            };
            found.extend(ends.into_iter().map(|end| (Some(fact.clone()), end)));
        }
        Ok(Some(found))
    }

    fn along(
        &self,
        node: &NamedNode,
        properties: &[NamedNodeRef<'_>],
    ) -> Result<Vec<NamedNode>, QueryError> {
        let mut nodes = vec![node.clone()];
        for property in properties {
            let mut next = Vec::new();
            for node in &nodes {
                next.extend(self.view.nodes(node, *property)?);
            }
            nodes = next;
        }
        Ok(nodes)
    }

    fn against(
        &self,
        node: &NamedNode,
        properties: &[NamedNodeRef<'_>],
    ) -> Result<Option<Vec<NamedNode>>, QueryError> {
        let mut nodes = vec![node.clone()];
        for property in properties.iter().rev() {
            let mut next = Vec::new();
            for node in &nodes {
                let object: Term = node.clone().into();
                let quads = self.view.0.store().quads_for_pattern(
                    None,
                    Some(*property),
                    Some(object.as_ref()),
                    Some(GraphNameRef::DefaultGraph),
                );
                for quad in quads {
                    if next.len() > self.most.saturating_mul(FACTS_EACH) {
                        return Ok(None);
                    }
                    if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                        next.push(subject);
                    }
                }
            }
            nodes = next;
        }
        Ok(Some(nodes))
    }
}

/// Facts that a look-up may find for each thing that it may lead to: an official holds several
/// posts in one agency.
const FACTS_EACH: usize = 8;
