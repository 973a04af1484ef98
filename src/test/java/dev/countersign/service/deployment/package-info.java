/** Tests of what lies beside the code: the Kubernetes manifests. */
@NullMarked
package dev.countersign.service.deployment;

import org.jspecify.annotations.NullMarked;
