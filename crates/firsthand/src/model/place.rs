/// Half-open byte range of a document's text or title; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    ///
    /// # Panics
    /// When `start > end`, or when an offset does not fit `u32`; documents are capped well below 4 GiB on reading.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forward");
        let fit = |n| u32::try_from(n).expect("documents are capped below 4 GiB");
        Self { start: fit(start), end: fit(end) }
    }

    /// The range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies under the span.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Which string of a document a span indexes. A separate title is not part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The title field.
    Title,
    /// The text field.
    Text,
}

/// A span and the string it indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Title or text.
    pub part: Part,
    /// Where in it.
    pub span: Span,
}

impl Place {
    /// A place in the text.
    pub fn text(span: Span) -> Self {
        Self { part: Part::Text, span }
    }

    /// A place in the title.
    pub fn title(span: Span) -> Self {
        Self { part: Part::Title, span }
    }
}
