package dev.countersign.protocol.log;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.countersign.protocol.MalformedInputException;
import java.util.Optional;

/** Strict reading of CBOR (RFC 8949): one item, no duplicate keys, bounded. */
final class Cbor {
    private static final CBOREncodeOptions STRICT =
            new CBOREncodeOptions("allowduplicatekeys=false;allowempty=false;resolvereferences=false");

    private Cbor() {}

    static CBORObject decode(byte[] bytes, int maxBytes, String where) {
        if (bytes.length > maxBytes) {
            throw new MalformedInputException(where + ": " + bytes.length + " bytes (expected: <= " + maxBytes + ")");
        }
        try {
            return CBORObject.DecodeFromBytes(bytes, STRICT);
        } catch (CBORException | IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new MalformedInputException(where + ": (expected: one item of CBOR)", e);
        }
    }

    /** Returns the value of a label in a map. */
    static Optional<CBORObject> member(CBORObject map, long label) {
        CBORObject key = CBORObject.FromObject(label);
        return map.ContainsKey(key) ? Optional.of(map.get(key)) : Optional.empty();
    }

    static CBORObject demand(CBORObject item, CBORType type, String where) {
        if (item.getType() != type || item.isTagged()) {
            throw new MalformedInputException(where + ": (expected: " + type + ")");
        }
        return item;
    }

    static byte[] bytes(CBORObject item, String where) {
        return demand(item, CBORType.ByteString, where).GetByteString();
    }

    /** Returns a whole number from 0 to below 2^63. */
    static long number(CBORObject item, String where) {
        demand(item, CBORType.Integer, where);
        if (!item.CanValueFitInInt64() || item.AsInt64Value() < 0) {
            throw new MalformedInputException(where + ": (expected: 0..2^63-1)");
        }
        return item.AsInt64Value();
    }
}
