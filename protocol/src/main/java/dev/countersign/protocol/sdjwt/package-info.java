/**
 * SD-JWT (RFC 9901) and SD-JWT VC (draft-ietf-oauth-sd-jwt-vc): issue, present, verify.
 *
 * <p>Issuer: {@link dev.countersign.protocol.sdjwt.SdJwtIssuer}. Holder: {@link
 * dev.countersign.protocol.sdjwt.SdJwtPresenter}. Verifier: {@link dev.countersign.protocol.sdjwt.SdJwtVerifier}, the only
 * one who makes a {@link dev.countersign.protocol.sdjwt.VerifiedCredential}.
 *
 * <p>Start at {@link dev.countersign.protocol.sdjwt.SdJwt}.
 */
@NullMarked
package dev.countersign.protocol.sdjwt;

import org.jspecify.annotations.NullMarked;
