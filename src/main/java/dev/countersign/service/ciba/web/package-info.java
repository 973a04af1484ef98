/** HTTP: the backchannel authentication endpoint, discovery, UserInfo, administration. */
@NullMarked
package dev.countersign.service.ciba.web;

import org.jspecify.annotations.NullMarked;
