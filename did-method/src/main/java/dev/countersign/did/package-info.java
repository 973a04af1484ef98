/**
 * Decentralized identifiers: DID Core 1.0, DID Resolution, DID URLs, the methods did:key, did:jwk, did:web and
 * did:webvh, and a cache for whoever resolves often.
 *
 * <p>Pure Java for the JVM and Android; the network is behind {@link dev.countersign.did.DocumentFetcher}. A key is found
 * by its exact name for a stated purpose, or not at all.
 *
 * <p>Start at {@link dev.countersign.did.DidResolver}; who has a did:webvh of its own at {@link
 * dev.countersign.did.WebVhController}.
 */
@NullMarked
package dev.countersign.did;

import org.jspecify.annotations.NullMarked;
