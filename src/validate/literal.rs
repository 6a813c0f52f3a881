//! Literals by their datatype: whether they are well-formed, and which of two is less.

use std::cmp::Ordering;
use std::str::FromStr;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNodeRef};
use oxsdatatypes::{
    Boolean, Date, DateTime, Decimal, Double, GMonthDay, GYear, GYearMonth, Integer,
};

/// The datatypes whose literals are known to be well-formed or not; a shape that asks for
/// another one is refused.
pub(super) const DATATYPES: &[NamedNodeRef<'static>] = &[
    rdf::LANG_STRING,
    xsd::STRING,
    xsd::BOOLEAN,
    xsd::INTEGER,
    xsd::DECIMAL,
    xsd::DOUBLE,
    xsd::DATE,
    xsd::DATE_TIME,
    xsd::G_YEAR,
    xsd::G_YEAR_MONTH,
    xsd::G_MONTH_DAY,
];

/// Whether a literal is of a datatype and its characters are what the datatype allows.
pub(super) fn is(literal: &Literal, datatype: NamedNodeRef<'_>) -> bool {
    literal.datatype() == datatype && well_formed(literal)
}

fn well_formed(literal: &Literal) -> bool {
    fn reads<T: FromStr>(text: &str) -> bool {
        text.parse::<T>().is_ok()
    }
    let text = literal.value();
    match literal.datatype() {
        xsd::BOOLEAN => reads::<Boolean>(text),
        xsd::INTEGER => reads::<Integer>(text),
        xsd::DECIMAL => reads::<Decimal>(text),
        xsd::DOUBLE => reads::<Double>(text),
        xsd::DATE => reads::<Date>(text),
        xsd::DATE_TIME => reads::<DateTime>(text),
        xsd::G_YEAR => reads::<GYear>(text),
        xsd::G_YEAR_MONTH => reads::<GYearMonth>(text),
        xsd::G_MONTH_DAY => reads::<GMonthDay>(text),
        _ => true,
    }
}

/// Compares two literals as SPARQL's `<` does; nothing where it cannot.
pub(super) fn compare(a: &Literal, b: &Literal) -> Option<Ordering> {
    fn by<T: FromStr + PartialOrd>(a: &Literal, b: &Literal) -> Option<Ordering> {
        let (a, b) = (a.value().parse::<T>().ok()?, b.value().parse::<T>().ok()?);
        a.partial_cmp(&b)
    }
    let exact = |l: &Literal| [xsd::INTEGER, xsd::DECIMAL].contains(&l.datatype());
    let number = |l: &Literal| exact(l) || l.datatype() == xsd::DOUBLE;
    if exact(a) && exact(b) {
        return by::<Decimal>(a, b);
    }
    if number(a) && number(b) {
        return by::<Double>(a, b);
    }
    if a.datatype() != b.datatype() {
        return None;
    }
    match a.datatype() {
        xsd::STRING => Some(a.value().cmp(b.value())),
        xsd::BOOLEAN => by::<Boolean>(a, b),
        xsd::DATE => by::<Date>(a, b),
        xsd::DATE_TIME => by::<DateTime>(a, b),
        xsd::G_YEAR => by::<GYear>(a, b),
        xsd::G_YEAR_MONTH => by::<GYearMonth>(a, b),
        xsd::G_MONTH_DAY => by::<GMonthDay>(a, b),
        _ => None,
    }
}

/// Whether a language tag is of a basic language range (RFC 4647): `zh-hans` is of `zh`.
pub(super) fn language_matches(tag: &str, range: &str) -> bool {
    let head = tag.get(..range.len());
    range == "*"
        || head.is_some_and(|head| head.eq_ignore_ascii_case(range))
            && matches!(tag.as_bytes().get(range.len()), None | Some(b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_of_the_calendar() {
        for (text, datatype, good) in [
            ("2018-05-29", xsd::DATE, true),
            ("2018-02-30", xsd::DATE, false),
            ("2018-5-29", xsd::DATE, false),
            ("--05-29", xsd::G_MONTH_DAY, true),
            ("--13-01", xsd::G_MONTH_DAY, false),
            ("2018-05", xsd::G_YEAR_MONTH, true),
            ("2018-13", xsd::G_YEAR_MONTH, false),
            ("2018", xsd::G_YEAR, true),
            ("18", xsd::G_YEAR, false),
            ("1.5", xsd::DECIMAL, true),
            ("1,5", xsd::DECIMAL, false),
            ("1.5", xsd::INTEGER, false),
        ] {
            let literal = Literal::new_typed_literal(text, datatype);
            assert_eq!(is(&literal, datatype), good, "{literal}");
        }
        let date = Literal::new_typed_literal("2018-05-29", xsd::DATE);
        assert!(!is(&date, xsd::STRING));
    }

    #[test]
    fn only_what_is_alike_is_compared() {
        let date = |text: &str| Literal::new_typed_literal(text, xsd::DATE);
        let less = Some(Ordering::Less);
        assert_eq!(compare(&date("2018-05-29"), &date("2018-10-01")), less);
        assert_eq!(compare(&Literal::from(2), &Literal::from(10)), less);
        let month = Literal::new_typed_literal("2018-05", xsd::G_YEAR_MONTH);
        assert_eq!(compare(&month, &date("2018-05-29")), None);
    }

    #[test]
    fn languages_are_ranges() {
        assert!(language_matches("zh-hans", "zh"));
        assert!(language_matches("ZH", "zh"));
        assert!(!language_matches("zha", "zh"));
        assert!(!language_matches("en", "zh"));
    }
}
