/** Tests of credential issuance, in a running service. */
@NullMarked
package dev.countersign.service.issuance;

import org.jspecify.annotations.NullMarked;
