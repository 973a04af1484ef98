package dev.countersign.service.trust;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;

/** The trail of who allowed what to which issuer. It only grows. */
public interface TrustChanges {
    /** Lists changes, the latest first. */
    Page<TrustChange> list(PageRequest page);
}
