//! The weights that were built into the program.

/// The files of `models/attribution-en`.
pub(crate) struct Weights {
    pub(crate) encoder: &'static [u8],
    pub(crate) relation: &'static [u8],
    pub(crate) tokenizer: &'static [u8],
}

#[cfg(shipped)]
pub(crate) const SHIPPED: Option<Weights> = Some(Weights {
    encoder: include_bytes!("../../../models/attribution-en/encoder.onnx"),
    relation: include_bytes!("../../../models/attribution-en/relation.onnx"),
    tokenizer: include_bytes!("../../../models/attribution-en/tokenizer.json"),
});

#[cfg(not(shipped))]
pub(crate) const SHIPPED: Option<Weights> = None;

/// The first figures of the SHA-256 of the encoder's file; nothing where there is none.
pub(crate) const VERSION: &str = env!("FIRSTHAND_TAGGER");
