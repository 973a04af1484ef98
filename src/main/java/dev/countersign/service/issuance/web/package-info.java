/** Issuance over HTTP: the bank's API, and the endpoints of OpenID4VCI that wallets call. */
@NullMarked
package dev.countersign.service.issuance.web;

import org.jspecify.annotations.NullMarked;
