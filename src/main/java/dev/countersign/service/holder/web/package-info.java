/** The bank's endpoints under {@code /api/v1/customers}, the wallet's own under {@code /wallet/v1}, and its sign-in. */
@NullMarked
package dev.countersign.service.holder.web;

import org.jspecify.annotations.NullMarked;
