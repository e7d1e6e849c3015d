#!/usr/bin/env bash
# Fetches and builds Glasswally (MIT, in Rust) so that it judges a recorded log: build-glasswally.sh FOLDER [SOURCE]. Its workers, weights and
# thresholds are as published. It reads the clock of the machine, which in a replay has nothing to do with the log: here its clock is the
# time of the request that it looks at, requests come one after another, it ends with the log, and it says every score, not only high ones.
set -euo pipefail
commit=300eedc64143cde4cc80f42290812c374f345af8
[ -d "$1/.git" ] || git clone --quiet "${2:-https://github.com/m0rs3c0d3/Glasswally}" "$1"
cd "$1"
git checkout --quiet --force "$commit"
git clean --quiet --force glasswally/src
cat > glasswally/src/clock.rs <<'RUST'
use chrono::{DateTime, TimeZone, Utc};
use std::sync::atomic::{AtomicI64, Ordering};

static NOW: AtomicI64 = AtomicI64::new(0);

pub fn set(time: DateTime<Utc>) {
    NOW.store(time.timestamp_millis(), Ordering::SeqCst);
}

pub fn now() -> DateTime<Utc> {
    Utc.timestamp_millis_opt(NOW.load(Ordering::SeqCst)).unwrap()
}
RUST
find glasswally/src -name '*.rs' ! -name clock.rs -exec sed -i -E 's/(chrono::)?\bUtc::now\(\)/crate::clock::now()/g' {} +
main=glasswally/src/main.rs
sed -i 's/^mod engine;/mod clock;\n&/' $main
sed -i 's/event.timestamp = crate::clock::now();//' $main
sed -i 's/^\( *\)self.store.ingest(&event);/\1crate::clock::set(event.timestamp);\n&/' $main
# Neither waits for the wall clock, nor judges requests beside one another, nor stays when the log has ended.
sed -i 's/if target > now {/if false \&\& target > now {/' $main
perl -0pi -e 's/tokio::spawn\(async move \{\s*p\.process\(event\)\.await;\s*\}\);/p.process(event).await;/' $main
sed -i 's/^\( *\)while let Some(event) = rx.recv().await {/\1drop(tx);\n&/' $main
# Below the threshold of an action, too.
sed -i 's/^\( *\)if composite < MEDIUM {/\1println!("SCORE {}", serde_json::to_string(\&(\&event.account_id, composite)).unwrap());\n&/' \
  glasswally/src/engine/fusion.rs
for changed in 'clock::set' 'false && target' 'p.process(event).await;$' 'drop(tx)' ; do grep -q "$changed" $main; done
grep -q 'SCORE' glasswally/src/engine/fusion.rs
cargo build --release --locked --package glasswally
