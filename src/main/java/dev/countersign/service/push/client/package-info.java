/** The way out to push services: encryption (RFC 8291), voluntary identification (RFC 8292), the request (RFC 8030). */
@NullMarked
package dev.countersign.service.push.client;

import org.jspecify.annotations.NullMarked;
