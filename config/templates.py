"""Django's templates, which leave nothing of a page behind."""

from django.template.backends import django
from django.template.context import make_context


class Template(django.Template):
    def render(self, context=None, request=None):
        """A context points to what was pushed on it, and that to the context: with all its rows a page would stay in
        memory until the garbage collector comes, and be spread over it."""
        bound = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(bound)
        except django.TemplateDoesNotExist as error:
            django.reraise(error, self.backend)
        finally:
            bound.dicts.clear()


class DjangoTemplates(django.DjangoTemplates):
    def from_string(self, template_code):
        return Template(super().from_string(template_code).template, self)

    def get_template(self, template_name):
        return Template(super().get_template(template_name).template, self)
