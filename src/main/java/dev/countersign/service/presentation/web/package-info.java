/** The endpoints that wallets call: {@code /openid4vp/requests/{id}} and {@code /openid4vp/responses/{id}}. */
@NullMarked
package dev.countersign.service.presentation.web;

import org.jspecify.annotations.NullMarked;
