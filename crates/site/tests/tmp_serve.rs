//! temporary
use std::sync::Arc;
#[tokio::test(flavor = "multi_thread")]
async fn serve() {
    let s = sousveil_snapshot::Snapshot::open(std::path::Path::new("/tmp/svlsnap")).unwrap();
    let site = sousveil_site::Site::new(Default::default(), Arc::new(arc_swap::ArcSwap::from_pointee(s)));
    let l = tokio::net::TcpListener::bind("127.0.0.1:8699").await.unwrap();
    axum::serve(l, sousveil_site::router(Arc::new(site))).await.unwrap();
}
