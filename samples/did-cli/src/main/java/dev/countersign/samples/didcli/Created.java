package dev.countersign.samples.didcli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidUrl;

/** Says which DID was made. */
final class Created {
    private Created() {}

    static ObjectNode json(Did did, DidUrl method) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("did", did.toString())
                .put("verificationMethod", method.toString());
    }
}
