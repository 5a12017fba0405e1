//! The synthetic dataset is the same each time, and it compiles and opens. No time is measured here.
#![expect(clippy::unwrap_used, reason = "tests stop at the first thing that is wrong")]

use std::path::Path;

use sousveil_bench::synth::Synth;
use sousveil_intake::stream;
use sousveil_snapshot::{Facet, Manifest, Query, Snapshot, Stream, compile_lines, verify};

fn lines(seed: u64, shuffled: bool) -> Vec<u8> {
    let mut out = Vec::new();
    Synth::new(2000, seed).write(&mut out, shuffled).unwrap();
    out
}

fn compiled(lines: &[u8], dir: &Path, name: &str) -> Manifest {
    let file = dir.join(format!("{name}.json"));
    std::fs::write(&file, lines).unwrap();
    let stream = Stream {
        vocabulary: sousveil_model::Vocabulary::Sousveil,
        names: vec![file.display().to_string()],
        pieces: stream::pieces(vec![file]).map(|piece| piece.map_err(Into::into)),
        read: |piece: &stream::Piece| stream::read(piece).map_err(Into::into),
    };
    compile_lines(stream, &dir.join(name), &mut |_| {}).unwrap()
}

#[test]
fn it_is_the_same_each_time_and_compiles_in_any_order() {
    assert_eq!(lines(1, false), lines(1, false));
    assert_ne!(lines(1, false), lines(2, false));
    let dir = tempfile::tempdir().unwrap();
    let sorted = compiled(&lines(1, false), dir.path(), "sorted");
    let shuffled = compiled(&lines(1, true), dir.path(), "shuffled");
    assert_eq!(sorted, shuffled);
    assert_eq!(verify(&dir.path().join("sorted")).unwrap(), sorted);
    let snapshot = Snapshot::open(&dir.path().join("sorted")).unwrap();
    assert_eq!(snapshot.manifest().dataset.title, "Synthetic, no real thing");
    assert!(snapshot.manifest().claims > 30_000);
    let query = Query { filters: vec![(Facet::Schema, "Transfer".to_owned())], limit: Some(1), ..Query::default() };
    assert_eq!(snapshot.query(&query).unwrap().total, 1040);
}
