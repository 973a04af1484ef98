package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.Problem.FieldError;
import dev.countersign.service.platform.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the bank says about a customer, to be put into credentials. Personal: shown to nobody but the wallet. */
public final class OfferedClaims {
    private static final int MAX_BYTES = 16_384;
    private static final String CUSTOMER_NUMBER = "customer_number";

    private final ObjectNode claims;

    private OfferedClaims(ObjectNode claims) {
        this.claims = claims;
    }

    /**
     * Checks claims against the types they are for; the customer's number is filled in.
     *
     * @param claims as the bank sent them
     * @throws Problem {@code invalid-value} that points at each claim that no type knows, and at each that is missing
     */
    static OfferedClaims of(JsonNode claims, String customerNumber, List<CredentialType> types) {
        if (!(claims instanceof ObjectNode object)) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                    .at("/claims", "expected: an object");
        }
        ObjectNode complete = object.deepCopy();
        if (complete.has(CUSTOMER_NUMBER)
                && !complete.path(CUSTOMER_NUMBER).asText().equals(customerNumber)) {
            throw new Problem(ProblemType.INVALID_VALUE, "The claims are another customer's.")
                    .at("/claims/customer_number", "expected: the customer of the path");
        }
        complete.put(CUSTOMER_NUMBER, customerNumber);
        if (Json.print(complete).length > MAX_BYTES) {
            throw new Problem(ProblemType.INVALID_VALUE, "The claims are too large.")
                    .at("/claims", "expected: at most " + MAX_BYTES + " bytes");
        }
        List<FieldError> errors = new ArrayList<>();
        unknown(complete, types, errors);
        missing(complete, types, errors);
        if (!errors.isEmpty()) {
            throw new Problem(ProblemType.INVALID_VALUE, "The claims do not fit the credential.").at(errors);
        }
        return new OfferedClaims(complete);
    }

    private static void unknown(ObjectNode claims, List<CredentialType> types, List<FieldError> errors) {
        Set<ClaimPath> known = new HashSet<>(Set.of(ClaimPath.of(CUSTOMER_NUMBER)));
        types.forEach(type -> known.addAll(type.paths()));
        claims.properties().forEach(claim -> {
            ClaimPath path = ClaimPath.of(claim.getKey());
            if (!known.contains(path) || claim.getValue().isNull()) {
                errors.add(new FieldError("/claims/" + claim.getKey(), "expected: a claim of the credential"));
            } else if (claim.getValue().isObject()) {
                claim.getValue().fieldNames().forEachRemaining(member -> {
                    if (!known.contains(path.member(member))) {
                        errors.add(new FieldError(
                                "/claims/" + claim.getKey() + "/" + member, "expected: a claim of the credential"));
                    }
                });
            }
        });
    }

    private static void missing(ObjectNode claims, List<CredentialType> types, List<FieldError> errors) {
        for (CredentialType type : types) {
            for (ClaimPath path : type.mandatory()) {
                if (path.select(claims).isEmpty()) {
                    errors.add(new FieldError("/claims" + pointer(path), "missing"));
                }
            }
        }
    }

    private static String pointer(ClaimPath path) {
        StringBuilder pointer = new StringBuilder();
        path.components().forEach(step -> pointer.append('/')
                .append(step instanceof ClaimPath.Member member ? member.name() : ""));
        return pointer.toString();
    }

    /** Reads what was sealed. */
    public static OfferedClaims parse(byte[] utf8) {
        return new OfferedClaims(Json.parseObject(utf8));
    }

    /** Returns the JSON to seal. */
    public byte[] print() {
        return Json.print(claims);
    }

    /** Returns those claims that belong into a credential of a type. */
    ObjectNode in(CredentialType type) {
        Set<ClaimPath> paths = type.paths();
        ObjectNode chosen = Json.object();
        claims.properties().forEach(claim -> {
            if (paths.contains(ClaimPath.of(claim.getKey()))) {
                chosen.set(claim.getKey(), claim.getValue().deepCopy());
            }
        });
        return chosen;
    }

    @Override
    public String toString() {
        return "OfferedClaims";
    }
}
