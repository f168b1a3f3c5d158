package io.cuantovale.gateway.rest;

/** Examples in the API's documentation; each is a call that works. */
final class Examples {
    static final String LISTING = """
            {"area_m2": 78, "rooms": 2, "bathrooms": 1, "building_type": "apartment", "department": "Montevideo", \
            "location": "Pocitos"}""";

    static final String PREDICTION = """
            {
              "prediction_id": "019a9c3e-7b5f-7c7e-9d3b-0d6f8f1c2a3b",
              "task": "property-price",
              "model_version": "m000002-5d1f0a77",
              "estimate": {"price_usd": 212000.0, "interval_usd": [168000.0, 267000.0], "level": 0.9},
              "bands": [
                {"name": "up-to-100k", "upper": 100000.0, "probability": 0.02},
                {"name": "100k-to-200k", "lower": 100000.0, "upper": 200000.0, "probability": 0.41},
                {"name": "200k-to-300k", "lower": 200000.0, "upper": 300000.0, "probability": 0.5},
                {"name": "over-300k", "lower": 300000.0, "probability": 0.07}
              ],
              "novelty": 0.21,
              "photo": "used",
              "warnings": []
            }""";

    static final String PROBLEM = """
            {
              "type": "urn:cuantovale:problem:outside-limits",
              "title": "A value is outside its limits",
              "status": 422,
              "detail": "area_m2: 1 (expected: 25 to 500 m2)",
              "fields": [{"name": "area_m2", "value": 1, "expected": "25 to 500 m2"}]
            }""";

    static final String BATCH = """
            {"id": "a", "area_m2": 78, "rooms": 2, "bathrooms": 1, "building_type": "apartment", \
            "location": "montevideo/pocitos"}
            {"id": "b", "area_m2": 1, "rooms": 3, "bathrooms": 2, "building_type": "house", \
            "location": "salto/salto"}
            """;

    static final String BATCH_ANSWER = """
            {"index": 0, "id": "a", "prediction": {"prediction_id": "019a9c3e-...", "task": "property-price", ...}}
            {"index": 1, "id": "b", "error": {"type": "urn:cuantovale:problem:outside-limits", "status": 422, ...}}
            {"done": true, "items": 2, "predicted": 1, "failed": 1, "model_versions": ["m000002-5d1f0a77"]}
            """;

    static final String EARLIER = """
            {"message": "[{'Menos de 100K': 2.1e-09, 'Entre 100K y 200K': 0.0004, 'Entre 200K y 300K': 0.9978, \
            'Más de 300K': 0.0017}]"}""";

    private Examples() {}
}
