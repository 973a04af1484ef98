package dev.countersign.service.holder.web;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;

/** How much a wallet may send. */
final class WalletBody {
    static final int MAX_BYTES = 16_384;

    private WalletBody() {}

    static byte[] bounded(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new Problem(ProblemType.TOO_LARGE, "A wallet's request has at most " + MAX_BYTES + " bytes of body.");
        }
        return body;
    }
}
