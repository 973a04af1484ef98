package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What a query is compared with: the properties of one credential, whoever has it. */
public interface CredentialFacts {
    /** Returns its format. */
    CredentialFormat format();

    /** Returns its types: the {@code vct}, the doctype, or the fully expanded W3C types. */
    Set<String> types();

    /** Returns its claims as the query's paths see them; of an mdoc, namespaces with their elements. Not changed here. */
    ObjectNode claims();

    /** Returns the authority key identifiers of its issuer's certificate chain, base64url; empty without a chain. */
    Set<String> authorityKeyIdentifiers();

    /** Returns whether it is (or, before it is presented, can be) bound to its Holder by a key. */
    boolean holderBound();
}
