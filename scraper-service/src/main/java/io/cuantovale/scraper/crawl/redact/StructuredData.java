package io.cuantovale.scraper.crawl.redact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Scripts of a page: structured data is kept without persons, all others are emptied. */
final class StructuredData {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PERSONAL = Pattern.compile(
            "(?i).*(?:phone|telefono|fax|e-?mail|contactpoint|seller|agent|author|creator|provider|publisher|broker|offeredby|legalname).*");
    private static final Set<String> EXACT = Set.of("price", "sku", "productid", "identifier", "url", "image", "@id");

    private StructuredData() {}

    static void redact(Document page, Set<String> keep) {
        for (Element script : List.copyOf(page.select("script"))) {
            if (!script.attr("type").equalsIgnoreCase("application/ld+json")) {
                script.empty();
                continue;
            }
            String json = withoutPersons(script.data(), keep);
            script.empty();
            script.appendChild(new DataNode(json));
        }
    }

    private static String withoutPersons(String text, Set<String> keep) {
        try {
            JsonNode root = JSON.readTree(text);
            // '<' escaped, so that no value can end the script.
            return JSON.writeValueAsString(redact("", root, keep)).replace("<", "\\u003c");
        } catch (JsonProcessingException _) {
            // What cannot be read cannot be checked.
            return "{}";
        }
    }

    private static JsonNode redact(String name, JsonNode node, Set<String> keep) {
        switch (node) {
            case ObjectNode object -> {
                for (String field : List.copyOf(names(object))) {
                    if (PERSONAL.matcher(field).matches()) {
                        object.remove(field);
                    } else {
                        object.set(field, redact(field, object.get(field), keep));
                    }
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, redact(name, array.get(i), keep));
                }
            }
            case TextNode text -> {
                boolean exact = EXACT.contains(name.toLowerCase(Locale.ROOT));
                return TextNode.valueOf(exact ? Redactor.fact(text.asText()) : Redactor.text(text.asText(), keep));
            }
            default -> {}
        }
        return node;
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
