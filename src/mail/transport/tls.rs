//! Whom to trust, and TLS with a server that they vouch for.

use std::sync::Arc;

use rustls_native_certs::{CertificateResult, load_certs_from_paths, load_native_certs};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::mail::transport::{Authorities, TransportError};

/// TLS 1.2 or 1.3 with servers whose certificates the authorities vouch for.
pub(crate) fn connector(authorities: &Authorities) -> Result<TlsConnector, TransportError> {
    let failed = |reason: String| TransportError::Authorities { reason };
    let CertificateResult { certs, errors, .. } = match authorities {
        Authorities::System => load_native_certs(),
        Authorities::File(path) => load_certs_from_paths(Some(path), None),
    };
    let mut roots = RootCertStore::empty();
    // A system's store has its odd ones: all that can be read count, as with other programs.
    let (trusted, _) = roots.add_parsable_certificates(certs);
    if trusted == 0 {
        let reason = errors.first().map_or("there are none".to_owned(), ToString::to_string);
        return Err(failed(reason));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
