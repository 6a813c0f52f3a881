//! Rows in order: `ORDER BY` of variables is carried out here, on the terms of the answer.
//!
//! The engine keeps terms as numbers and looks their text up in the store each time that it
//! compares two rows, which takes most of the time of a long answer. Here each is looked up once.
//! Rows that the question leaves in any order are put in order by all their columns, so that the
//! same graph gives the same bytes.

use std::cmp::Ordering;
use std::str::FromStr;
use std::sync::Arc;

use oxigraph::model::{Literal, Term, Variable, vocab::xsd};
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter};
use oxsdatatypes::{Boolean, Date, DateTime, Decimal, Double, GMonthDay, GYear, GYearMonth};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};

/// What was taken out of a query: how its rows are ordered, and what comes after that.
pub(super) struct Order {
    /// Columns of the answer, by their place, and whether they descend.
    by: Vec<(usize, bool)>,
    /// The columns that were asked for; more are at hand for ordering.
    columns: usize,
    start: usize,
    length: Option<usize>,
}

/// Takes the order out of a query, where it orders by variables; what is left gives the rows.
pub(super) fn split(query: &Query) -> Option<(Query, Order)> {
    let Query::Select {
        dataset,
        pattern,
        base_iri,
    } = query
    else {
        return None;
    };
    let (pattern, start, length) = match pattern {
        GraphPattern::Slice {
            inner,
            start,
            length,
        } => (&**inner, *start, *length),
        whole => (whole, 0, None),
    };
    let (projected, distinct) = match pattern {
        GraphPattern::Distinct { inner } => (&**inner, true),
        whole => (whole, false),
    };
    let GraphPattern::Project { inner, variables } = projected else {
        return None;
    };
    let GraphPattern::OrderBy { inner, expression } = &**inner else {
        return None;
    };
    let columns = variables.len();
    let mut variables = variables.clone();
    let mut by = Vec::new();
    for comparator in expression {
        let (variable, descends) = match comparator {
            OrderExpression::Asc(Expression::Variable(variable)) => (variable, false),
            OrderExpression::Desc(Expression::Variable(variable)) => (variable, true),
            _ => return None,
        };
        let place = match variables.iter().position(|other| other == variable) {
            Some(place) => place,
            // Another column would tell rows apart that are one.
            None if distinct => return None,
            None => {
                variables.push(variable.clone());
                variables.len() - 1
            }
        };
        by.push((place, descends));
    }
    let mut pattern = GraphPattern::Project {
        inner: inner.clone(),
        variables,
    };
    if distinct {
        pattern = GraphPattern::Distinct {
            inner: Box::new(pattern),
        };
    }
    let rows = Query::Select {
        dataset: dataset.clone(),
        pattern,
        base_iri: base_iri.clone(),
    };
    let order = Order {
        by,
        columns,
        start,
        length,
    };
    Some((rows, order))
}

impl Order {
    /// Puts rows in order and takes those that were asked for.
    pub(super) fn apply(
        &self,
        solutions: QuerySolutionIter<'_>,
    ) -> Result<QuerySolutionIter<'static>, QueryEvaluationError> {
        let variables: Arc<[Variable]> = solutions.variables()[..self.columns].into();
        let mut rows = solutions
            .map(|solution| Ok(solution?.values().to_vec()))
            .collect::<Result<Vec<Vec<Option<Term>>>, QueryEvaluationError>>()?;
        rows.sort_by(|a, b| self.compare(a, b));
        let columns = self.columns;
        let wanted = rows
            .into_iter()
            .skip(self.start)
            .take(self.length.unwrap_or(usize::MAX))
            .map(move |mut row| {
                row.truncate(columns);
                Ok(row)
            });
        Ok(QuerySolutionIter::from_tuples(variables, wanted))
    }

    fn compare(&self, a: &[Option<Term>], b: &[Option<Term>]) -> Ordering {
        let asked = self.by.iter().map(|&(place, descends)| {
            let order = terms(a[place].as_ref(), b[place].as_ref());
            if descends { order.reverse() } else { order }
        });
        let rest = a.iter().zip(b).map(|(a, b)| terms(a.as_ref(), b.as_ref()));
        asked
            .chain(rest)
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

/// The order of SPARQL 1.1 (15.1): nothing, blank nodes, IRIs, literals. Literals that `<` does
/// not compare are ordered by their characters.
fn terms(a: Option<&Term>, b: Option<&Term>) -> Ordering {
    let kind = |term: Option<&Term>| match term {
        None => 0,
        Some(Term::BlankNode(_)) => 1,
        Some(Term::NamedNode(_)) => 2,
        Some(Term::Literal(_)) => 3,
    };
    match (a, b) {
        (Some(Term::BlankNode(a)), Some(Term::BlankNode(b))) => a.as_str().cmp(b.as_str()),
        (Some(Term::NamedNode(a)), Some(Term::NamedNode(b))) => a.as_str().cmp(b.as_str()),
        (Some(Term::Literal(a)), Some(Term::Literal(b))) => literals(a, b).unwrap_or_else(|| {
            let characters = |l: &Literal| {
                (
                    l.datatype().as_str().to_owned(),
                    l.language().map(str::to_owned),
                )
            };
            a.value()
                .cmp(b.value())
                .then_with(|| characters(a).cmp(&characters(b)))
        }),
        _ => kind(a).cmp(&kind(b)),
    }
}

/// Compares two literals as SPARQL's `<` does; nothing where it cannot.
pub(crate) fn literals(a: &Literal, b: &Literal) -> Option<Ordering> {
    fn by<T: FromStr + PartialOrd>(a: &Literal, b: &Literal) -> Option<Ordering> {
        let (a, b) = (a.value().parse::<T>().ok()?, b.value().parse::<T>().ok()?);
        a.partial_cmp(&b)
    }
    let exact = |l: &Literal| [xsd::INTEGER, xsd::DECIMAL].contains(&l.datatype());
    let number = |l: &Literal| exact(l) || l.datatype() == xsd::DOUBLE;
    if a.datatype() != b.datatype() && !(number(a) && number(b)) {
        return None;
    }
    match a.datatype() {
        xsd::STRING => Some(a.value().cmp(b.value())),
        xsd::INTEGER | xsd::DECIMAL if exact(b) => by::<Decimal>(a, b),
        xsd::INTEGER | xsd::DECIMAL | xsd::DOUBLE => by::<Double>(a, b),
        xsd::BOOLEAN => by::<Boolean>(a, b),
        xsd::DATE => by::<Date>(a, b),
        xsd::DATE_TIME => by::<DateTime>(a, b),
        xsd::G_YEAR => by::<GYear>(a, b),
        xsd::G_YEAR_MONTH => by::<GYearMonth>(a, b),
        xsd::G_MONTH_DAY => by::<GMonthDay>(a, b),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_alike_is_compared() {
        let date = |text: &str| Literal::new_typed_literal(text, xsd::DATE);
        let less = Some(Ordering::Less);
        assert_eq!(literals(&date("2018-05-29"), &date("2018-10-01")), less);
        assert_eq!(literals(&Literal::from(2), &Literal::from(10)), less);
        assert_eq!(literals(&Literal::from(2), &Literal::from(2.5)), less);
        let month = Literal::new_typed_literal("2018-05", xsd::G_YEAR_MONTH);
        assert_eq!(literals(&month, &date("2018-05-29")), None);
    }
}
